import { utilityProcess } from 'electron'
import type { TrialProcess } from './run-trial.ts'

const keptChars = 1000

/**
 * Runs a program of ours as a child with Node and without Electron. Ready only when the app is.
 * @param onText the end of what it wrote to stderr, when it ended badly
 */
export function forkTrial(program: string, onText: (text: string) => void): TrialProcess {
  const child = utilityProcess.fork(program, [], {
    serviceName: 'Lianxian sandbox',
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let text = ''
  child.stderr?.on('data', (part: Buffer) => {
    text = (text + part.toString()).slice(-keptChars)
  })
  child.on('exit', (code) => {
    if (code !== 0 && text !== '') onText(text)
  })
  return {
    post: (message) => child.postMessage(message),
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => void child.once('exit', listener),
    kill: () => void child.kill(),
  }
}
