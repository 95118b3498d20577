import type { LinkReport } from '#shared/contract/link/worker-messages.ts'
import type { TopicName, TopicRow } from '#shared/contract/socket/topics.ts'
import type { Disposer } from '#shared/kit/disposable.ts'
import type { SubscribeOptions, TopicChange, TopicRefusal } from './link-types.ts'

type RowsReport = Extract<LinkReport, { type: 'rows' }>

interface Listening {
  readonly hear: (change: TopicChange<TopicName>) => void
  readonly refused: ((reason: TopicRefusal) => void) | undefined
  /** Has not heard anything: its first change is everything there is. */
  fresh: boolean
}

interface Board {
  rows: ReadonlyMap<string, unknown> | null
  readonly listeners: Set<Listening>
  changed: Set<string>
  gone: Set<string>
  whole: boolean
}

export interface TopicBoardPorts {
  /** Runs once before the next painting. */
  nextFrame(run: () => void): void
  subscribe(topic: string): void
  unsubscribe(topic: string): void
}

/** The topics the page reads: collects what comes in and tells it once a frame. */
export interface TopicBoard {
  rows(report: RowsReport): void
  refused(topic: string, reason: TopicRefusal): void
  subscribe<N extends TopicName>(
    topic: N,
    listener: (change: TopicChange<N>) => void,
    options?: SubscribeOptions,
  ): Disposer
}

/** Starts with no topic. */
export function createTopicBoard(ports: TopicBoardPorts): TopicBoard {
  const boards = new Map<string, Board>()
  let planned = false

  const plan = () => {
    if (planned) return
    planned = true
    ports.nextFrame(flush)
  }
  const flush = () => {
    planned = false
    for (const board of boards.values()) tell(board)
  }

  return {
    rows({ topic, whole, set, gone }) {
      const board = boards.get(topic)
      if (!board) return
      const rows = new Map(whole ? [] : board.rows)
      for (const [key, row] of set) {
        rows.set(key, row)
        board.changed.add(key)
        board.gone.delete(key)
      }
      for (const key of gone) {
        rows.delete(key)
        board.changed.delete(key)
        board.gone.add(key)
      }
      board.rows = rows
      board.whole ||= whole
      plan()
    },
    refused(topic, reason) {
      for (const { refused } of boards.get(topic)?.listeners ?? []) refused?.(reason)
    },
    subscribe(name, listener, { id, refused } = {}) {
      const topic = id === undefined ? name : `${name}/${id}`
      const board = boards.get(topic) ?? {
        rows: null,
        listeners: new Set<Listening>(),
        changed: new Set<string>(),
        gone: new Set<string>(),
        whole: false,
      }
      // The worker has parsed each row with this very topic's schema.
      const listening = { hear: listener as unknown as Listening['hear'], refused, fresh: true }
      board.listeners.add(listening)
      if (!boards.has(topic)) {
        boards.set(topic, board)
        ports.subscribe(topic)
      } else if (board.rows !== null) plan()
      return () => {
        if (!board.listeners.delete(listening) || board.listeners.size > 0) return
        boards.delete(topic)
        ports.unsubscribe(topic)
      }
    },
  }
}

function tell(board: Board): void {
  const { listeners, changed, gone, whole } = board
  if (board.rows === null) return
  const rows = board.rows as ReadonlyMap<string, TopicRow<TopicName>>
  board.changed = new Set()
  board.gone = new Set()
  board.whole = false
  const everything = { kind: 'snapshot', rows, set: [...rows], gone: [] } as const
  const entries = [...changed].flatMap((key) => {
    const row = rows.get(key)
    return row === undefined ? [] : [[key, row] as const]
  })
  const news = { kind: 'delta', rows, set: entries, gone: [...gone] } as const
  for (const listening of [...listeners]) {
    if (listening.fresh || whole) listening.hear(everything)
    else if (changed.size + gone.size > 0) listening.hear(news)
    listening.fresh = false
  }
}
