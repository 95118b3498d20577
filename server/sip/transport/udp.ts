import { createSocket } from 'node:dgram'
import type { NewId } from '#shared/kit/clock.ts'
import type { Flow, FlowListener } from './flow.ts'
import { trimDatagram } from './framing.rules.ts'
import type { OpenTransport, PlainTransportOptions } from './plain-transport.ts'
import { textOf } from './text.ts'

/** Octets that fit into one datagram over IPv4. */
const mostBytes = 65_507

/** SIP over UDP (RFC 3261 18): a flow is a pair of addresses, kept while it is among the `mostFlows` used last. */
export async function listenUdp(options: PlainTransportOptions, listener: FlowListener): Promise<OpenTransport> {
  const socket = createSocket({ type: options.address.includes(':') ? 'udp6' : 'udp4' })
  let open = true
  const flows = createFlows(options, (remote, text) => {
    if (!open || Buffer.byteLength(text) > mostBytes) return false
    // A datagram that cannot be sent is one that is lost.
    socket.send(text, remote.port, remote.address, () => {})
    return true
  })
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject)
    socket.bind(options.port, options.address, () => {
      socket.off('error', reject)
      resolve()
    })
  })
  socket.on('error', options.onError)
  socket.on('message', (bytes, { address, port }) => {
    if (!options.trusts({ address, port }, 'UDP')) return options.stranger({ address, port })
    listener.received(flows.at({ address, port }), textOf(trimDatagram(bytes)))
  })
  return {
    port: socket.address().port,
    close: () =>
      new Promise((resolve) => {
        open = false
        socket.close(() => resolve())
      }),
  }
}

type Remote = Flow['remote']

function createFlows(
  { newId, mostFlows }: { newId: NewId; mostFlows: number },
  send: (to: Remote, text: string) => boolean,
): { at(remote: Remote): Flow } {
  const flows = new Map<string, Flow>()
  const at = (remote: Remote): Flow => {
    const key = `${remote.address} ${remote.port}`
    const flow = flows.get(key) ?? make(remote)
    flows.delete(key)
    flows.set(key, flow)
    const oldest = flows.keys().next().value
    if (flows.size > mostFlows && oldest !== undefined) flows.delete(oldest)
    return flow
  }
  const make = (remote: Remote): Flow => ({
    id: newId(),
    transport: 'UDP',
    open: true,
    left: false,
    remote,
    send: (text) => send(remote, text),
    toward: (port) => (port === remote.port ? at(remote) : at({ address: remote.address, port })),
    // There is no connection to close: what was bad is dropped.
    close() {},
  })
  return { at }
}
