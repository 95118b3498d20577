/** Dangers that can't wait for a ticket, the gravest first: where a line names several, the first is told. */
export const dangerKinds = ['suicide', 'life', 'trapped', 'fire', 'gas', 'violence', 'child', 'crash'] as const
export type DangerKind = (typeof dangerKinds)[number]

/** A danger named in the talk, and the words that named it, verbatim. */
export interface Danger {
  readonly kind: DangerKind
  readonly word: string
}

/** Somebody small, and a few characters of the same clause: of the child itself, not of its papers. */
const young =
  '(?:孩子|小孩|男孩|女孩|娃娃?|宝宝|婴儿|儿子|闺女|女儿|孙子|孙女|外孙|小学生|未成年)[^，。！？；的证卡]{0,8}'

const patterns: { readonly [K in DangerKind]: RegExp } = {
  suicide:
    /不想活|活不下去|活着[^，。！？]{0,3}没(?:有)?(?:啥|什么)?(?:意思|劲|意义|盼头)|自杀(?!式)|轻生|寻短见|跳楼(?![价机])|跳[河桥江]|割腕|寻死|一了百了|结束(?:自己|我)?的?生命|死了算了|去死|农药[^，。]{0,3}喝|喝了?农药|(?:安眠药|药)[^，。]{0,4}吞|遗书/,
  life: /晕倒|晕过去|昏倒|昏迷|昏过去|没(?:有)?呼吸|没气儿?了(?:[，。！？]|$)|(?:喘不[上过]|上不来)气|心梗|心脏病[犯发]|脑出血|抽搐|口吐白沫|大出血|(?:流|淌)了?(?:好多|很多|一地|不少)血|血[^，。]{0,3}止不住|不省人事|没有?意识|触电|电着了|溺水|落水|掉(?:进|到)?[^，。]{0,4}(?:河|湖|水|井)里|(?:快|眼看)(?:就)?不行了|要生了|食物中毒|救命/,
  trapped:
    /(?:困|关|卡)在?[^，。]{0,3}(?:电梯|废墟|车|洞|井)里|电梯[^，。]{0,6}[困关]|电梯[^。！？]{0,12}困|(?:房子?|墙|楼|脚手架|工地)[^，。]{0,4}[塌倒][^。！？]{0,5}[压埋砸]|被?(?:埋|压)在(?:底下|下面|里面)/,
  fire: /着火|起火|失火|火灾现场|着起来|烧起来|(?:蹿|冒)[^，。]{0,3}(?:火苗|明火)|(?:冒|全是)浓烟|爆炸了|火[^，。]{0,3}(?:越烧|越着)/,
  gas: /(?:煤气|燃气|天然气|液化气|煤气罐|瓦斯)[^，。！？]{0,6}(?:味|泄漏|泄露|漏(?!电)|呲呲|刺鼻)|(?:闻|一股)[^，。！？]{0,8}(?:煤气|燃气|天然气|瓦斯)|一氧化碳|(?:煤气|燃气)中毒/,
  violence:
    /持刀|(?:拿|举|拎|抄)着?(?:把|一把)?(?:菜)?刀|[动亮]刀子?|砍[了伤死]?(?:我|他|她|人|伤)|捅[了伤死](?:我|他|她|人)|家暴|打(?:老婆|媳妇|我妈|得[^，。]{0,4}(?:流血|满脸))|往死里打|(?:打|揍)起来了|打群架|被[^，。]{0,4}(?:打伤|打得|打了一顿|殴打|围殴)|(?:要|扬言)[^，。]{0,3}(?:杀|弄死)|杀人|绑架|抢劫|不让(?:我|她|他)?(?:走|出门)[^，。]{0,4}(?:打|锁)|强奸|性侵/,
  child: new RegExp(
    `${young}(?:走丢|丢了|不见了|找不着|找不到|没影|失踪|拐|挨打|被打(?![疫针扰断])|打得|锁在|反锁|摸|欺负得)|虐待(?:孩子|儿童|小孩)|(?:打|虐待)(?:自己)?(?:的)?(?:孩子|小孩|儿童)|猥亵|拐卖`,
  ),
  crash:
    /(?:出|发生)[^，。]{0,2}车祸|撞[倒伤死飞]?了?(?:个)?(?:人|老人|行人|骑车的)|(?:车|撞)[^，。！？]{0,6}(?:翻了|翻沟)|追尾[^，。]{0,6}(?:伤|动不了)|(?:被|让)[^，。]{0,4}车[^，。]{0,3}撞(?!坏|断|歪|掉)/,
}

/** Words before the danger, in the same clause, that take it back: it is feared, asked about, or long past. */
const takenBack =
  /怕|担心|担忧|万一|如果|要是|假如|假设|容易|会不会|能不能|防止|预防|避免|隐患|差点|险些|演习|演练|培训(?!班)|讲座|保险|理赔|宣传|去年|前年|上个?月|上次|上回|以前|之前|从前|早先|年前|没有?(?:人|发生)|没(?=着|起|失|漏|晕|昏)|不是/

/** Words behind it that make it a thing and no danger. */
const thing = /^(?:报警器|报警仪|险|保险|演习|演练|的可能|隐患|的?风险|罪|案件|鉴定)/

const clauseStart = (text: string, at: number): number =>
  Math.max(...[...'，。！？；,.!?;'].map((mark) => text.lastIndexOf(mark, at - 1))) + 1

/** The danger a line names; null: none, or one that is only feared, asked about or past. */
export function dangerIn(text: string): Danger | null {
  for (const kind of dangerKinds)
    for (const { 0: word, index } of text.matchAll(new RegExp(patterns[kind], 'g'))) {
      const before = text.slice(clauseStart(text, index), index)
      if (!takenBack.test(before + word.slice(0, -1)) && !thing.test(text.slice(index + word.length)))
        return { kind, word }
    }
  return null
}

/** A line of a talk, as far as dangers go. */
interface SaidLine {
  readonly role: string
  readonly text: string
  readonly final: boolean
}

/** Dangers the caller named, one a kind, the gravest first. What the agent asks is no danger of the caller's. */
export function dangersOf(lines: readonly SaidLine[]): readonly Danger[] {
  const found = new Map<DangerKind, Danger>()
  for (const { role, text, final } of lines) {
    const danger = role === 'caller' && final ? dangerIn(text) : null
    if (danger && !found.has(danger.kind)) found.set(danger.kind, danger)
  }
  return dangerKinds.flatMap((kind) => found.get(kind) ?? [])
}
