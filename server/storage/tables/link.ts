/** What was answered to each command, under the key its desk made for it: written in the transaction of the command's effect. */
export type CommandKeysTable = {
  seat: string
  key: string
  name: string
  /** SHA-256 of the payload, hex: the same key with another payload is not the same command. */
  digest: string
  /** The acknowledgement as JSON; null only inside the transaction that is making it. */
  ack: string | null
  at: number
}

export type LinkTables = {
  command_keys: CommandKeysTable
}
