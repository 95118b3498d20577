import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dialogues } from '#server/sandbox/data/dialogues.ts'
import { type DangerKind, dangerIn, dangersOf } from '#shared/assistant/danger.rules.ts'
import { idleTalks, labelledTalks } from './labelled-talks.ts'

/** What callers say in need, and which need it is. Written apart from the scripts and from the patterns. */
const needs: readonly (readonly [string, DangerKind])[] = [
  ['我真的撑不住了，不想活了', 'suicide'],
  ['有个小伙子坐在天台边上，看样子要跳楼', 'suicide'],
  ['我妈刚才喝了农药，你们快帮帮我', 'suicide'],
  ['活着也没啥意思，我就打这最后一个电话', 'suicide'],
  ['我弟留了封遗书人就出门了', 'suicide'],
  ['他割腕了，满地都是红的', 'suicide'],
  ['欠了这么多债，我一了百了得了', 'suicide'],
  ['老爷子突然晕倒了，叫不醒', 'life'],
  ['我旁边这位大姐喘不上气，脸都紫了', 'life'],
  ['有人掉进河里了，还在扑腾', 'life'],
  ['工人触电了躺那儿不动', 'life'],
  ['腿上那个口子血一直止不住', 'life'],
  ['我爱人羊水破了，马上要生了', 'life'],
  ['救命啊快来人', 'life'],
  ['我们五个人关在电梯里二十分钟了', 'trapped'],
  ['电梯卡在九楼，我妈还困着呢', 'trapped'],
  ['工地那边墙塌了，压着两个人', 'trapped'],
  ['对门厨房着火了，烟都蹿到楼道里', 'fire'],
  ['楼下电动车棚起火了，噼里啪啦响', 'fire'],
  ['四楼那家窗户往外冒浓烟', 'fire'],
  ['仓库里头烧起来了，没人管', 'fire'],
  ['电箱冒出火苗来了', 'fire'],
  ['一进门就闻见燃气的味道，呛得慌', 'gas'],
  ['我家煤气好像漏了，阀门拧不上', 'gas'],
  ['楼道里一股天然气味儿', 'gas'],
  ['我们几个头疼恶心，怀疑是一氧化碳', 'gas'],
  ['隔壁男的又打媳妇，喊得整栋楼都听见', 'violence'],
  ['那人拿着菜刀在小区里转', 'violence'],
  ['外面两拨人打起来了', 'violence'],
  ['他说要弄死我，我不敢回家', 'violence'],
  ['我被房东打得满脸是血', 'violence'],
  ['我家孩子在商场走丢了，才四岁', 'child'],
  ['楼上总打孩子，哭声听着太惨', 'child'],
  ['小孩一个人反锁在屋里，阳台窗户还开着', 'child'],
  ['我闺女放学到现在找不着人', 'child'],
  ['怀疑培训班老师猥亵学生', 'child'],
  ['路口出车祸了，有人躺地上', 'crash'],
  ['一个货车撞了骑车的，人动不了', 'crash'],
  ['我爸让车给撞了', 'crash'],
]

/** What sounds like it and is no emergency. */
const calm: readonly string[] = [
  '楼道里的灭火器过期好几年了',
  '飞线充电太危险，我怕着火',
  '万一起火了消防车都进不来',
  '我想装个燃气泄漏报警器，找谁',
  '燃气公司说这种软管容易漏气',
  '去年我们单元着火以后墙一直没刷',
  '他们家店跳楼价甩卖，扩音器吵死了',
  '游乐场那个跳楼机今天停了不给退票',
  '这水费涨得我活得累',
  '物业把小区里的树都砍了',
  '老板太黑了，跟他砍价都没用',
  '邻居装修吵得我孩子睡不着',
  '孩子上学的片区找不到在哪儿查',
  '我儿子的社保卡丢了怎么补',
  '孩子的身份证丢了',
  '商家把我微信拉黑，差点气死我',
  '120救护车收费是按公里吗',
  '想给我爸办重度残疾补贴',
  '这电梯老坏，会不会哪天把人关里头',
  '交通事故理赔材料交到哪个窗口',
  '路边护栏让车撞坏了一截没人修',
  '井盖丢了，行人走路要小心',
  '公司组织消防演习吵了一上午',
  '取暖费什么时候交',
  '上次水管漏水把我家地板泡了',
  '我家天然气开户要什么手续',
  '天然气涨价了是吗',
  '煤气表欠费了怎么充',
  '这个政策火了，我也想申请',
  '老人有心脏病，想问问门特怎么办',
  '想举报一个卖假药的',
  '我家孩子被打疫苗的地方通知改时间了',
  '自杀式涨价，物业太过分',
]

const runsOf = (text: string, length: number): string[] => {
  const plain = text.replace(/[^\p{Letter}\p{Number}]/gu, '')
  return Array.from({ length: Math.max(0, plain.length - length + 1) }, (_, at) => plain.slice(at, at + length))
}

describe('a danger in the talk', () => {
  it.each(needs)('is heard in %s: %s', (text, kind) => {
    const danger = dangerIn(text)
    expect(danger?.kind).toBe(kind)
    expect(text).toContain(danger?.word)
  })

  it.each(calm)('is not heard in %s', (text) => {
    expect(dangerIn(text)).toBeNull()
  })

  it('is judged by talk that shares no eight characters with the scripts', () => {
    const known = new Set(dialogues.flatMap(({ turns }) => turns.flatMap(([, text]) => runsOf(text, 8))))
    expect(
      [...needs.map(([text]) => text), ...calm].flatMap((text) => runsOf(text, 8)).filter((run) => known.has(run)),
    ).toEqual([])
  })

  it('is not heard in everyday talk: of the labelled talks of other judges only those in need', () => {
    const heard = [...labelledTalks.map(({ lines }) => lines), ...idleTalks]
      .flat()
      .filter((text) => dangerIn(text) !== null)
    expect(heard).toEqual(['快快快，我家厨房天然气好像漏气了', '燃气灶那块儿呲呲响，味道越来越浓'])
  })

  it('is the caller’s alone, of final lines, one a kind, the gravest first', () => {
    const line = (text: string, role = 'caller', final = true) => ({ role, text, final })
    expect(dangersOf([line('是着火了吗', 'agent'), line('着火了', 'caller', false)])).toEqual([])
    expect(
      dangersOf([line('对门着火了'), line('楼下也着起来了'), line('我爸晕倒了')]).map(({ kind, word }) => [kind, word]),
    ).toEqual([
      ['life', '晕倒'],
      ['fire', '着火'],
    ])
  })

  it('is looked for in any text in a time that can be waited for', () => {
    const words = fc.constantFrom('孩子', '车', '撞', '火', '煤气', '电梯', '，', '打', '在', '闻')
    fc.assert(
      fc.property(fc.array(words, { maxLength: 400 }), (parts) => {
        const at = performance.now()
        dangerIn(parts.join(''))
        expect(performance.now() - at).toBeLessThan(200)
      }),
    )
  })
})
