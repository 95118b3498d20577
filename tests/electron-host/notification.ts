import type Electron from 'electron'
import { record } from './record.ts'
import { HostEmitter, newEvent, onlyOptions } from './strict.ts'

const shown: Notification[] = []

export class Notification extends HostEmitter {
  title: string
  body: string
  silent: boolean
  private readonly more: object
  constructor(options: Electron.NotificationConstructorOptions = {}) {
    super(['show', 'click', 'close', 'failed', 'action', 'reply'])
    onlyOptions('Notification', options, [
      ...['title', 'subtitle', 'body', 'silent', 'icon', 'urgency', 'timeoutType', 'actions', 'closeButtonText'],
      ...['id', 'groupId', 'groupTitle', 'hasReply', 'replyPlaceholder', 'sound'],
    ])
    const { title = '', body = '', silent = false, icon: _icon, ...more } = options
    this.title = title
    this.body = body
    this.silent = silent
    this.more = more
  }
  static isSupported(): boolean {
    return true
  }
  show(): void {
    shown.push(this)
    record('notification', { title: this.title, body: this.body, silent: this.silent, ...this.more })
    setImmediate(() => this.emit('show', newEvent()))
  }
  close(): void {
    record('notification-closed', { title: this.title })
    setImmediate(() => this.emit('close', newEvent({ reason: 'applicationHidden' })))
  }
}

/** @param index of those shown, from 0; -1 is the last */
export function clickNotification(index: number): void {
  const notification = shown.at(index)
  if (!notification) throw new Error(`no notification ${index}: ${shown.length} were shown`)
  notification.emit('click', newEvent())
}
