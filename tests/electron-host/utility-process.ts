import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type Electron from 'electron'
import { knownSchemes, pageOrigin } from './addresses.ts'
import { app } from './app.ts'
import { endsOf } from './ports.ts'
import { HostEmitter, newEvent, onlyOptions, strict } from './strict.ts'

const children = new Set<ChildProcess>()
const parentPort = fileURLToPath(new URL('./utility-parent-port.mjs', import.meta.url))

/** Origins our pages have at a server that such a child may be: Chromium can only say these. */
function originsFor(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const origins = [env.LIANXIAN_ORIGINS, ...knownSchemes().map((scheme) => pageOrigin(scheme, 'lianxian'))]
  return { ...env, LIANXIAN_ORIGINS: origins.filter(Boolean).join(',') }
}

class UtilityProcess extends HostEmitter {
  private readonly child: ChildProcess
  private readonly name: string
  pid: number | undefined
  readonly stdout: NodeJS.ReadableStream | null
  readonly stderr: NodeJS.ReadableStream | null
  private asked = false

  constructor(path: string, args: readonly string[], options: Electron.ForkOptions) {
    super(['spawn', 'exit', 'message', 'error'])
    const { env, cwd, execArgv = [], stdio = 'inherit', serviceName = 'Node Utility Process' } = options
    const [, out = 'inherit', err = 'inherit'] = typeof stdio === 'string' ? [stdio, stdio, stdio] : stdio
    this.name = serviceName
    const child = fork(path, [...args], {
      env: originsFor((env as NodeJS.ProcessEnv | undefined) ?? process.env),
      ...(cwd === undefined ? {} : { cwd }),
      execArgv: [...execArgv, '--import', parentPort],
      stdio: ['ignore', out as 'pipe', err as 'pipe', 'ipc'],
      serialization: 'advanced',
    })
    this.child = child
    this.pid = child.pid
    this.stdout = child.stdout
    this.stderr = child.stderr
    children.add(child)
    child.once('spawn', () => this.emit('spawn'))
    child.on('message', (message) => this.emit('message', message))
    child.once('error', (error) => this.emit('error', 'FatalError', path, error.message))
    child.once('exit', (code, signal) => {
      children.delete(child)
      this.pid = undefined
      const exitCode = code ?? 1
      this.emit('exit', exitCode)
      const reason = signal && !this.asked ? 'crashed' : exitCode === 0 || this.asked ? 'clean-exit' : 'abnormal-exit'
      if (reason !== 'clean-exit')
        app.emit('child-process-gone', newEvent(), {
          type: 'Utility',
          reason,
          exitCode,
          serviceName: this.name,
          name: this.name,
        })
    })
  }
  postMessage(message: unknown, transfer: readonly unknown[] = []): void {
    if (transfer.length > 0) {
      endsOf(transfer)
      throw new Error('electron host: a port to a utility process is not part of the host')
    }
    if (this.child.connected) this.child.send(message as object)
  }
  kill(): boolean {
    this.asked = true
    return this.child.kill('SIGTERM')
  }
}

export const utilityProcess = strict('utilityProcess', {
  fork(path: string, args: readonly string[] = [], options: Electron.ForkOptions = {}): UtilityProcess {
    if (!app.isReady()) throw new Error('utilityProcess cannot be created before app is ready.')
    onlyOptions('utilityProcess.fork', options, ['env', 'execArgv', 'cwd', 'stdio', 'serviceName'])
    return new UtilityProcess(path, args, options)
  },
})

/** As the program's own end ends them. */
export function killUtilities(): void {
  for (const child of children) child.kill('SIGKILL')
}
