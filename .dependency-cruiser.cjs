/** The table of who may import whom (ARCHITECTURE.md), as a machine reads it. No exceptions list. */
const domains = '(telephony|seat|queue|ticket|ticket-draft|directory|knowledge|assistant|monitor|survey|recording|day|notice|handover|enterprise|message)'
const no = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to })
module.exports = {
  forbidden: [
    no('no-circular', 'a cycle has no layer', {}, { circular: true }),
    no('no-orphan-unresolvable', 'every import resolves', {}, { couldNotResolve: true, pathNot: '^(virtual:|vite/client)' }),
    no('no-undeclared', 'only declared packages', { pathNot: '^node_modules' }, { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] }),
    no('no-deprecated-core', 'no deprecated node modules', {}, { dependencyTypes: ['deprecated'] }),

    no('shared-is-pure', 'shared imports nothing but shared and zod', { path: '^shared/' }, { pathNot: ['^shared/', '^node_modules/zod/', '^node_modules/yjs/'] }),
    no('yjs-in-draft-only', 'yjs: shared/ticket-draft, renderer/link, server/link', { path: '^(shared|renderer|server|main)/', pathNot: '^(shared/ticket-draft|renderer/link|server/link)/' }, { path: '^node_modules/yjs/' }),
    no('kit-is-bottom', 'shared/kit imports nothing', { path: '^shared/kit/' }, { pathNot: '^shared/kit/' }),
    no('shared-domains-apart', 'a shared domain imports kit and itself', { path: `^shared/${domains}/` }, { path: `^shared/${domains}/`, pathNot: ['^shared/$1/', '/ids\\.ts$'] }),
    no('shared-domain-below-contract', 'domains do not know the contract', { path: `^shared/(kit|link|${domains})/` }, { path: '^shared/contract/' }),
    no('zod-in-contract', 'zod: shared/contract and configuration', { path: '^(shared|renderer|server|main)/', pathNot: ['^shared/contract/', '/config[^/]*\\.ts$'] }, { path: '^node_modules/zod/' }),

    no('zones-apart', 'main, renderer and server never import each other', { path: '^(main|renderer|server)/' }, { path: '^(main|renderer|server)/', pathNot: '^$1/' }),
    no('nobody-imports-build-or-tests', 'build and tests are leaves', { path: '^(shared|main|renderer|server)/' }, { path: '^(build|tests)/' }),

    no('phone-apart', 'the phone knows shared, sip.js and itself', { path: '^renderer/phone/' }, { pathNot: ['^renderer/phone/', '^shared/', '^node_modules/sip\\.js/'] }),
    no('sip-js-wall', 'sip.js: renderer/phone, server/sip and the sandbox parties', { path: '^(shared|main|renderer|server)/', pathNot: '^(renderer/phone|server/sip|server/sandbox)/' }, { path: '^node_modules/sip\\.js/' }),
    no('phone-inside', 'only the contract and the entry of the phone are known outside', { path: '^renderer/', pathNot: '^renderer/phone/' }, { path: '^renderer/phone/', pathNot: '^renderer/phone/index\\.ts$' }),
    no('renderer-domains-apart', 'sibling domains do not import each other', { path: `^renderer/${domains}/` }, { path: `^renderer/${domains}/`, pathNot: '^renderer/$1/' }),
    no('renderer-domain-below-desk', 'a domain does not know the desk', { path: `^renderer/(ui|bridge|link|i18n|${domains})/` }, { path: '^renderer/(desk|call)/' }),
    no('ui-has-no-domain', 'renderer/ui knows no domain', { path: '^renderer/ui/' }, { path: '^(renderer|shared)/', pathNot: ['^renderer/ui/', '^renderer/i18n/', '^shared/kit/'] }),
    no('ui-kit-wall', 'the UI kit: renderer/ui', { path: '^renderer/', pathNot: '^renderer/ui/' }, { path: '^node_modules/(react-aria|react-stately|@react-aria|@react-stately)' }),
    no('socket-client-wall', 'socket.io-client: renderer/link', { path: '^renderer/', pathNot: '^renderer/link/' }, { path: '^node_modules/socket\\.io-client/' }),
    no('zustand-wall', 'zustand: *.store.ts and use-*.ts', { path: '^renderer/', pathNot: ['\\.store\\.ts$', '/use-[^/]*\\.ts$'] }, { path: '^node_modules/zustand/' }),

    no('main-facilities-apart', 'a facility of the shell does not know another: only main/index.ts and main/app-*.ts do', { path: '^main/([^/]+)/' }, { path: '^main/', pathNot: ['^main/$1/', '^main/kit/'] }),
    no('electron-wall', 'electron: main', { path: '^(shared|renderer|server)/' }, { path: '^node_modules/electron' }),
    no('main-knows-shared', 'main imports shared, electron, electron-updater and node', { path: '^main/' }, { pathNot: ['^main/', '^shared/', '^node_modules/(electron|electron-updater|zod)/'], dependencyTypesNot: ['core'] }),

    no('server-domains-apart', 'sibling domains do not import each other', { path: `^server/${domains}/` }, { path: `^server/${domains}/`, pathNot: '^server/$1/' }),
    no('server-domain-below-app', 'a domain knows no composition root, link, sip or storage driver', { path: `^server/${domains}/` }, { path: '^server/(app|index|link/|sip/|sandbox/|http/|storage/)', pathNot: '^server/storage/(tables/[a-z-]+|tables|query)\\.ts$' }),
    no('socket-io-wall', 'socket.io: server/link', { path: '^server/', pathNot: '^server/link/' }, { path: '^node_modules/socket\\.io/' }),
    no('kysely-wall', 'kysely: repositories and storage', { path: '^server/', pathNot: ['\\.repository\\.ts$', '^server/storage/'] }, { path: '^node_modules/kysely/' }),
    no('driver-wall', 'database drivers: server/storage', { path: '^server/', pathNot: '^server/storage/' }, { path: '^node_modules/(pg|@electric-sql)/' }),
    no('sandbox-is-a-leaf', 'production code does not know the sandbox', { path: '^server/', pathNot: '^server/sandbox/' }, { path: '^server/sandbox/' }),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'default', 'node'], extensions: ['.ts', '.tsx', '.mjs', '.js', '.cjs', '.json'] },
  },
}
