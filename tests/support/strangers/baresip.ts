import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { join } from 'node:path'
import { sampleRate, toneLevel, toneSource } from '../tones.ts'
import { type Stranger, startChild, until } from './child.ts'

export interface BaresipPlace {
  readonly folder: string
  /** Its user part: a telephone number. */
  readonly user: string
  readonly domain: string
  readonly ports: { readonly sip: number; readonly control: number }
  /** Everything it sends goes there. */
  readonly proxy: number
  /** Hz of the tone it sends. */
  readonly tone: number
}

/** A softphone of strangers: plain RTP, PCMU, no registration, as a gateway of the telephone network would speak. */
export interface Baresip {
  /** Types of its events in order, DTMF as `dtmf:5`. */
  readonly events: readonly string[]
  /** Calls an address; resolves when the command was taken. */
  dial(uri: string): void
  hangUp(): void
  /** Level in dB of a tone in the newest `ms` it received; undefined: not so much has come yet. */
  hears(frequency: number, ms?: number): number | undefined
  stop(): Promise<void>
}

const modules = ['g711', 'aufile', 'aubridge', 'sndfile', 'uuid']
const folders = [
  '/usr/lib/baresip/modules',
  '/usr/lib/x86_64-linux-gnu/baresip/modules',
  '/usr/local/lib/baresip/modules',
]

/** A WAV file of two minutes of one tone. */
function toneFile(path: string, frequency: number): void {
  const next = toneSource(frequency)
  const frames = Array.from({ length: 120 * 50 }, () => Buffer.from(next().buffer))
  const data = Buffer.concat(frames)
  const head = Buffer.alloc(44)
  head.write('RIFF', 0)
  head.writeUInt32LE(36 + data.length, 4)
  head.write('WAVEfmt ', 8)
  head.writeUInt32LE(16, 16)
  head.writeUInt16LE(1, 20)
  head.writeUInt16LE(1, 22)
  head.writeUInt32LE(sampleRate, 24)
  head.writeUInt32LE(sampleRate * 2, 28)
  head.writeUInt16LE(2, 32)
  head.writeUInt16LE(16, 34)
  head.write('data', 36)
  head.writeUInt32LE(data.length, 40)
  writeFileSync(path, Buffer.concat([head, data]))
}

function writeConfig({ folder, user, domain, ports, proxy, tone }: BaresipPlace): void {
  mkdirSync(join(folder, 'heard'), { recursive: true })
  toneFile(join(folder, 'tone.wav'), tone)
  const config = [
    'poll_method epoll',
    'call_local_timeout 120',
    'call_max_calls 4',
    `sip_listen 127.0.0.1:${ports.sip}`,
    `audio_player aubridge,ear-${ports.sip}`,
    `audio_source aufile,${join(folder, 'tone.wav')}`,
    `audio_alert aubridge,alert-${ports.sip}`,
    `auplay_srate ${sampleRate}`,
    `ausrc_srate ${sampleRate}`,
    'auplay_channels 1',
    'ausrc_channels 1',
    'ausrc_format s16',
    'auplay_format s16',
    'rtcp_mux no',
    'jitter_buffer_delay 2-5',
    'rtp_stats no',
    // `lo` is refused as a name; its address is not.
    'net_interface 127.0.0.1',
    `module_path ${folders.find((path) => existsSync(path)) ?? folders[0]}`,
    ...modules.map((name) => `module ${name}.so`),
    'module_tmp account.so',
    'module_app contact.so',
    'module_app menu.so',
    'module_app ctrl_tcp.so',
    `ctrl_tcp_listen 127.0.0.1:${ports.control}`,
    `snd_path ${join(folder, 'heard')}`,
  ]
  writeFileSync(join(folder, 'config'), `${config.join('\n')}\n`)
  const account = `<sip:${user}@${domain};transport=udp>;outbound="sip:127.0.0.1:${proxy};transport=udp";answermode=auto;regint=0`
  writeFileSync(join(folder, 'accounts'), `${account}\n`)
  writeFileSync(join(folder, 'contacts'), '')
}

/** Takes netstrings (`12:{"event":…},`) out of what came. */
function readNetstrings(text: string): { values: string[]; rest: string } {
  const values: string[] = []
  let rest = text
  for (let match = /^(\d+):/.exec(rest); match; match = /^(\d+):/.exec(rest)) {
    const end = match[0].length + Number(match[1])
    if (rest.length <= end) break
    values.push(rest.slice(match[0].length, end))
    rest = rest.slice(end + 1)
  }
  return { values, rest }
}

async function openControl(port: number, running: Stranger, told: (event: string) => void): Promise<Socket> {
  let socket: Socket | undefined
  const asks = () =>
    new Promise<boolean>((resolve) => {
      const tried = connect(port, '127.0.0.1')
      tried.once('error', () => resolve(false))
      tried.once('connect', () => {
        socket = tried
        resolve(true)
      })
    })
  await until('the control of baresip', asks, running)
  if (!socket) throw new Error('no control')
  let rest = ''
  socket.on('error', () => {})
  socket.on('data', (data) => {
    const read = readNetstrings(rest + String(data))
    rest = read.rest
    for (const value of read.values) {
      const { event, type, param } = JSON.parse(value) as { event?: boolean; type?: string; param?: string }
      if (event && type) told(type === 'CALL_DTMF_START' ? `dtmf:${param}` : type)
    }
  })
  return socket
}

/** Starts baresip in a private folder. */
export async function startBaresip(place: BaresipPlace): Promise<Baresip> {
  const { folder } = place
  writeConfig(place)
  const running: Stranger = startChild(folder, 'baresip', ['baresip', '-4', '-f', folder])
  const events: string[] = []
  const control = await openControl(place.ports.control, running, (event) => events.push(event))
  const command = (name: string, params = '') => {
    const text = JSON.stringify({ command: name, params, token: name })
    control.write(`${Buffer.byteLength(text)}:${text},`)
  }
  return {
    events,
    dial: (uri) => command('dial', uri),
    hangUp: () => command('hangup'),
    hears(frequency, ms = 500) {
      // One recording a call: the newest; its header is written at the end, the samples at once.
      const files = readdirSync(join(folder, 'heard')).filter((name) => name.includes('dec'))
      const newest = files.sort().at(-1)
      if (!newest) return undefined
      const bytes = readFileSync(join(folder, 'heard', newest)).subarray(44)
      const wanted = (ms * sampleRate) / 1000
      const samples = new Int16Array(bytes.length >> 1)
      for (let i = 0; i < samples.length; i++) samples[i] = bytes.readInt16LE(i * 2)
      return samples.length < wanted ? undefined : toneLevel(samples.subarray(-wanted), frequency)
    },
    async stop() {
      control.destroy()
      await running.stop()
    },
  }
}
