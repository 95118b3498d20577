/** Utterances that carry no matter by themselves: politeness, attention, waiting, agreement, names. */
const small =
  /你好|您好|喂|谢谢|辛苦|再见|回见|麻烦(你|您)?|不客气|没关系|没事|好的|好嘞|好了|行|对|是的|是这样|没问题|知道啦?|明白|稍等|等会儿|等一下|听(得)?见|能听清|信号|挂了|没了|姓|啊|呀|呢|吧|嗯|哦|哎|唉|了|的|啦|嘛|我|你|您|就|先|那|这|样|说|话/g

/** Fewest characters left over that can hold a matter: 停电, 漏水. */
const leastSaid = 2

/** Whether a line says nothing about the matter. */
export const isSmallTalk = (text: string): boolean =>
  text.replace(small, '').replace(/[^\p{Letter}\p{Number}]/gu, '').length < leastSaid
