import { describe, expect, it } from 'vitest'
import { StallWatch } from '#renderer/phone/legs/stall-watch.ts'
import { createFakeClock } from '#tests/support/fake-clock.ts'

/** Lets the promises of a look settle. */
const settle = () => new Promise((resolve) => setImmediate(resolve))

const open = () => {
  const clock = createFakeClock()
  const sound = {
    session: {},
    packets: 0,
    flows: true,
    gone: false,
    restarts: 0,
    isRenegotiating: false,
    agreedAt: 0,
    async received() {
      if (sound.gone) throw new Error('closed')
      if (sound.flows) sound.packets += 5
      return sound.packets
    },
    restart() {
      sound.restarts += 1
    },
  }
  const leg = { state: 'established', hearing: true, sound }
  let online = true
  const setOnline = (on: boolean) => {
    online = on
  }
  const watch = new StallWatch({ clock, legs: () => [leg], isOnline: () => online })
  watch.legsChanged()
  const pass = async (ms: number) => {
    for (let t = 0; t < ms; t += 100) {
      clock.advance(100)
      await settle()
    }
  }
  return { clock, sound, leg, watch, pass, setOnline }
}

describe('the watch over incoming sound', () => {
  it('asks for a restart within 400 ms of a cut, once', async () => {
    const { sound, pass } = open()
    await pass(1000)
    expect(sound.restarts).toBe(0)
    sound.flows = false
    await pass(400)
    expect(sound.restarts).toBe(1)
    await pass(4000)
    expect(sound.restarts).toBe(1)
  })

  it('asks for none while held or while the socket is down, and for one as soon as it is back', async () => {
    const { sound, leg, pass, setOnline } = open()
    await pass(500)
    sound.flows = false
    leg.hearing = false
    await pass(3000)
    expect(sound.restarts).toBe(0)
    sound.flows = true
    leg.hearing = true
    await pass(500)
    sound.flows = false
    setOnline(false)
    await pass(3000)
    expect(sound.restarts).toBe(0)
    setOnline(true)
    await pass(100)
    expect(sound.restarts).toBe(1)
  })

  it('asks for none while a re-INVITE is under way, nor of a connection that was closed', async () => {
    const { sound, pass } = open()
    await pass(500)
    sound.flows = false
    sound.isRenegotiating = true
    await pass(2000)
    sound.gone = true
    sound.isRenegotiating = false
    await pass(2000)
    expect(sound.restarts).toBe(0)
  })

  it('keeps no timer without an established leg', async () => {
    const { clock, leg, watch, pass } = open()
    await pass(300)
    expect(clock.pending()).toBe(1)
    leg.state = 'ended'
    watch.legsChanged()
    expect(clock.pending()).toBe(0)
  })
})
