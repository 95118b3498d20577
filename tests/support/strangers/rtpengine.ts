import { createSocket } from 'node:dgram'
import { type Stranger, startChild, until } from './child.ts'

/** Whether an rtpengine answers a ping of its control protocol (bencode) on the port. */
function pongs(port: number): Promise<boolean> {
  const socket = createSocket('udp4')
  return new Promise((resolve) => {
    const end = (here: boolean) => {
      clearTimeout(timer)
      socket.close()
      resolve(here)
    }
    const timer = setTimeout(() => end(false), 300)
    socket.once('message', (data) => end(String(data).includes('pong')))
    socket.once('error', () => end(false))
    socket.send('1 d7:command4:pinge', port, '127.0.0.1')
  })
}

/** Starts rtpengine in user space on the loopback; media ports from `firstPort` on. */
export async function startRtpengine(folder: string, ng: number, firstPort: number): Promise<Stranger> {
  const running = startChild(folder, 'rtpengine', [
    'rtpengine',
    '--config-file=none',
    '--foreground',
    '--log-stderr',
    '--table=-1',
    '--interface=127.0.0.1',
    `--listen-ng=127.0.0.1:${ng}`,
    `--port-min=${firstPort}`,
    `--port-max=${firstPort + 398}`,
    '--log-level=5',
    '--delete-delay=0',
    '--num-threads=2',
  ])
  await until('rtpengine', () => pongs(ng), running)
  return running
}
