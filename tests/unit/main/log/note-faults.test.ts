import { EventEmitter } from 'node:events'
import type { App } from 'electron'
import { describe, expect, it } from 'vitest'
import { noteFaults } from '#main/log/note-faults.ts'

describe('what nobody caught', () => {
  const open = () => {
    const [process, app] = [new EventEmitter(), new EventEmitter()]
    const lines: unknown[] = []
    let told = 0
    noteFaults({
      process,
      app: app as unknown as Pick<App, 'on'>,
      log: { warn: (...line) => void lines.push(line), error: (...line) => void lines.push(line) },
      onFault: () => {
        told += 1
      },
    })
    return { process, app, lines, told: () => told }
  }

  it('is written down each time, told once, and main goes on', () => {
    const { process, lines, told } = open()
    const error = new Error('x')
    process.emit('uncaughtException', error)
    process.emit('unhandledRejection', 'why')
    expect(lines).toEqual([
      ['uncaught', { error }],
      ['rejection', { error: 'why' }],
    ])
    expect(told()).toBe(1)
  })

  it('counts a process that broke, and none that ended', () => {
    const { app, lines, told } = open()
    app.emit('child-process-gone', {}, { type: 'GPU', reason: 'crashed', exitCode: 5 })
    app.emit('child-process-gone', {}, { type: 'Utility', reason: 'clean-exit', exitCode: 0, name: 'Audio Service' })
    expect(lines).toEqual([['process-gone', { type: 'GPU', reason: 'crashed', exitCode: 5, name: undefined }]])
    expect(told()).toBe(0)
  })
})
