/** What an entry of the directory is: 专家 队列 部门 开发区 兄弟城市热线 译员 座席. */
export const entryKinds = ['expert', 'queue', 'department', 'zone', 'city', 'interpreter', 'seat'] as const
export type EntryKind = (typeof entryKinds)[number]

/** Whether somebody would answer: 空闲 忙 离开 不在线; `unknown`: the number is no seat of this hall. */
export const presences = ['ready', 'busy', 'away', 'offline', 'unknown'] as const
export type Presence = (typeof presences)[number]

/** Somebody who can be brought into a call (通讯录). */
export interface DirectoryEntry {
  readonly id: string
  readonly kind: EntryKind
  readonly name: string
  /** What is dialled; each number stands once in a directory. */
  readonly number: string
  /** The organisation; of a seat its main skill. */
  readonly unit: string
  /** Of an interpreter, as BCP 47 says them. */
  readonly languages: readonly string[]
  /** Nodes of the demand tree, AABBCC: a node with 00 at its end means all below it. */
  readonly matters: readonly string[]
  /** Codes of divisions: a district means all below it. None: the whole city. */
  readonly places: readonly string[]
  readonly aliases: readonly string[]
}

/** An entry with what is known of its presence now. */
export interface PresentEntry extends DirectoryEntry {
  readonly presence: Presence
}
