/**
 * Compiles RNNoise and hands the module to the page. A worker has the policy its own file came with: this one alone may compile WebAssembly, and does
 * nothing else, so that the pages need no such right.
 */
async function compile(): Promise<WebAssembly.Module | null> {
  try {
    const response = await fetch('/sound/rnnoise.wasm')
    return response.ok ? await WebAssembly.compile(await response.arrayBuffer()) : null
  } catch {
    // No way to the file, or a browser that does not let us: the page goes on with the browser's own suppression.
    return null
  }
}

void compile().then((module) => self.postMessage(module))
