import type { Backend } from './backend.ts'

/** Makes a call's transcript `lines` long, at once, where it has `from`: the two speak in turns, some lines short and some of several rows. */
export function talkLong({ app }: Pick<Backend, 'app'>, sipCallId: string, lines: number, from = 0): void {
  const begun = Date.now()
  for (let n = from; n < lines; n += 1) {
    const words = '小区三号楼的路灯坏了两个星期了，晚上看不见路。'.repeat(n % 5)
    app.hear({
      sipCallId,
      leg: n % 2 === 0 ? 'caller' : 'agent',
      utterance: Math.floor(n / 2),
      startedAt: begun + n,
      endedAt: begun + n + 1,
      text: `第${n + 1}句：${words}`,
      final: true,
      source: 'engine',
    })
  }
}
