import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { freePort } from '../free-port.ts'
import { startChild } from './child.ts'

export interface SippRun {
  /** File in tests/interop/sipp. */
  readonly scenario: string
  readonly to: number
  readonly calls: number
  readonly perSecond: number
  readonly transport: 'udp' | 'tcp'
  /** Per cent of messages that get lost, both ways. */
  readonly lost?: number
}

export interface SippResult {
  /** 0: every call went as the scenario says. */
  readonly code: number
  readonly words: string
}

/** Longest run, s. */
const patience = 40

/** Runs SIPp's own idea of a proxy against a port of 127.0.0.1. */
export async function runSipp(run: SippRun): Promise<SippResult> {
  const folder = mkdtempSync(join(tmpdir(), 'lianxian-sipp-'))
  const own = await freePort()
  const running = startChild(folder, 'sipp', [
    'sipp',
    `127.0.0.1:${run.to}`,
    ...['-sf', resolve('tests/interop/sipp', `${run.scenario}.xml`)],
    ...['-i', '127.0.0.1', '-p', String(own), '-t', run.transport === 'udp' ? 'u1' : 't1'],
    ...['-m', String(run.calls), '-r', String(run.perSecond), '-l', String(run.calls)],
    ...['-timeout', String(patience), '-timeout_error', '-nostdin', '-trace_err'],
    ...(run.lost ? ['-lost', String(run.lost)] : []),
  ])
  const code = await new Promise<number>((end) => running.child.once('close', (exit) => end(exit ?? -1)))
  await running.stop()
  const words = readFileSync(join(folder, 'sipp.log'), 'utf8').slice(-3000)
  rmSync(folder, { recursive: true, force: true })
  return { code, words }
}
