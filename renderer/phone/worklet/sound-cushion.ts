/** All in samples of 48 kHz. */
const size = 16_384
/** 30 ms: what is kept ahead at first. Sound comes in pieces of 10 ms, late by what the machine is busy with. */
const least = 1440
/** 60 ms: more than that is heard as a delay. */
const most = 2880
/** 10 ms: by this it grows and shrinks. */
const step = 480
/** What was played last may be played again so often while nothing comes; longer it would buzz. */
const mostAgain = 4
/** 40 ms above what is wanted: the sound comes faster than it is played, or came all at once after a pause. */
const slack = 1920
/** 10 s: nobody can tell sooner that there is more than it takes. */
const span = 480_000

/**
 * Keeps a little sound ahead between two threads that do not wait for each other. It grows when it was too small and shrinks when for a while it was never
 * needed. Where sound is late the last 10 ms are played again, where there is too much it is left out; both are faded over, never cut.
 */
export class SoundCushion {
  readonly #ring = new Float32Array(size)
  /** Samples since the beginning: read, and written. */
  #read = 0
  #written = 0
  #wanted = least
  #playing = false
  /** Times in a row, since something came. */
  #again = 0
  /** Of the running span. */
  #lowest = size
  #taken = 0

  /** Mono samples that follow the last ones. What nobody takes is overwritten, the oldest first. */
  put(piece: Float32Array): void {
    for (const sample of piece) {
      this.#ring[this.#written % size] = sample
      this.#written += 1
    }
    this.#read = Math.max(this.#read, this.#written - size)
    this.#again = 0
  }

  /** Fills `out` (a worklet's 128 samples) with what comes next, or with silence. */
  take(out: Float32Array): void {
    const kept = this.#written - this.#read
    if (!this.#playing) this.#begin(out, kept)
    else if (kept < 2 * out.length) this.#bridge(out, kept)
    else if (kept > this.#wanted + slack) this.#jump(out, kept - this.#wanted)
    else if (this.#hasTooMuch(out.length, kept)) this.#jump(out, step)
    else this.#play(out)
  }

  #begin(out: Float32Array, kept: number): void {
    this.#playing = kept >= this.#wanted
    if (!this.#playing) {
      out.fill(0)
      return
    }
    this.#play(out)
    for (let i = 0; i < out.length; i += 1) out[i] = (out[i] ?? 0) * (i / out.length)
  }

  /** The last of what is there. */
  #bridge(out: Float32Array, kept: number): void {
    if (this.#again < mostAgain) {
      if (this.#again === 0) this.#wanted = Math.min(most, this.#wanted + step)
      this.#again += 1
      this.#jump(out, -step)
      return
    }
    for (let i = 0; i < out.length; i += 1) out[i] = this.#at(this.#read + i) * (1 - i / out.length)
    this.#read += kept
    this.#playing = false
  }

  /** What lay unused for a whole span is a delay for nothing. */
  #hasTooMuch(length: number, kept: number): boolean {
    this.#lowest = Math.min(this.#lowest, kept)
    this.#taken += length
    if (this.#taken < span) return false
    const tooMuch = this.#lowest > least
    if (tooMuch) this.#wanted = Math.max(least, this.#wanted - step)
    this.#beginSpan()
    return tooMuch
  }

  #beginSpan(): void {
    this.#taken = 0
    this.#lowest = size
  }

  #at(position: number): number {
    return this.#ring[position % size] ?? 0
  }

  #play(out: Float32Array): void {
    for (let i = 0; i < out.length; i += 1) out[i] = this.#at(this.#read + i)
    this.#read += out.length
  }

  /** Fades over to what lies so many samples further on, or back. */
  #jump(out: Float32Array, samples: number): void {
    for (let i = 0; i < out.length; i += 1) {
      const share = i / out.length
      out[i] = this.#at(this.#read + i) * (1 - share) + this.#at(this.#read + samples + i) * share
    }
    this.#read += samples + out.length
    this.#beginSpan()
  }
}
