const { parentPort } = /** @type {{ parentPort: import('electron').ParentPort }} */ (/** @type {unknown} */ (process))
parentPort.once('message', ({ data }) => {
  parentPort.postMessage({ ...data, args: process.argv.slice(2), origins: process.env.LIANXIAN_ORIGINS })
  setTimeout(() => process.exit(3), 10)
})
