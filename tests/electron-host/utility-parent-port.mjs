/** Loaded before a utility process's own code: `process.parentPort` over Node's channel. */
import { EventEmitter } from 'node:events'

class ParentPort extends EventEmitter {
  /** @param {unknown} message */
  postMessage(message) {
    process.send?.(message)
  }
  start() {
    process.channel?.ref()
  }
  pause() {
    process.channel?.unref()
  }
}

const port = new ParentPort()
/** @type {unknown[]} */
const early = []
process.on('message', (data) => {
  // What comes before the program listens waits, as in a port that has not started.
  if (port.listenerCount('message') === 0) early.push(data)
  else port.emit('message', { data, ports: [] })
})
port.on('newListener', (event) => {
  if (event === 'message')
    setImmediate(() => {
      for (const data of early.splice(0)) port.emit('message', { data, ports: [] })
    })
})
process.once('disconnect', () => process.exit(0))
Object.defineProperty(process, 'parentPort', { value: port, enumerable: true })
Object.defineProperty(process, 'type', { value: 'utility', enumerable: true })
