/** A sentence to say to the caller, and how long he has to answer before the next one, ms; 0: it goes on when the agent says so. */
export interface ScriptLine {
  readonly say: string
  readonly waitMs: number
}

const noVoiceMs = 5000

/**
 * What is said where a call cannot go on as usual: nobody is heard, or the caller is abusive. After the last line the agent may end the call.
 * In Chinese, as callers are spoken to. That nobody is heard is said as the hotline's standard wording has it, and so is the end after two warnings;
 * the words of the warnings are our own.
 */
export const callScripts = {
  silence: [
    { say: '您好，请问有什么可以帮您？', waitMs: noVoiceMs },
    { say: '您好，请问有什么可以帮您？请您说话。', waitMs: noVoiceMs },
    { say: '很抱歉，听不到您的声音，请您换一部电话再拨，再见。', waitMs: noVoiceMs },
  ],
  abuse: [
    { say: '您的心情我非常理解，请您别着急，请使用文明语言，我会如实记录并转给责任单位。', waitMs: 0 },
    { say: '请您使用文明语言。如果继续使用不文明语言，我将不得不结束本次通话。', waitMs: 0 },
    { say: '由于您持续使用不文明语言，本次通话将结束。', waitMs: 0 },
  ],
} as const satisfies Record<string, readonly ScriptLine[]>

export type CallScript = keyof typeof callScripts
export const callScriptNames = Object.keys(callScripts) as readonly CallScript[]
