import { contextBridge, ipcRenderer } from 'electron'

const heard: unknown[] = []
ipcRenderer.on('port', (event) => {
  const [port] = event.ports
  if (port) window.postMessage('demo:port', window.location.origin, [port])
})

contextBridge.exposeInMainWorld('demo', {
  list: [1, { deep: true }],
  ask: (channel: string, ...args: unknown[]) => ipcRenderer.invoke(channel, ...args),
  onNews: (listener: (value: unknown) => void) => {
    ipcRenderer.on('news', (_event, value) => {
      heard.push(value)
      listener(value)
    })
  },
  heard: () => heard,
  twice: (run: (value: number) => number) => run(2) * 2,
  fail: () => {
    throw new Error('from the preload')
  },
  later: async (value: unknown) => value,
})
