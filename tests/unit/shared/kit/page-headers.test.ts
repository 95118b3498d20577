import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fileHeaders, pageHeaders } from '#shared/kit/page-headers.ts'

const all = pageHeaders(['wss://desk.example'])
const policy = 'content-security-policy'

describe('the headers of a file', () => {
  it('are those of all files, but for the one that compiles WebAssembly', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.constantFrom('desk/index.html', 'sound/denoise-worklet.js')), (path) => {
        expect(fileHeaders(path, all)).toEqual(all)
      }),
    )
    for (const path of ['/sound/denoise-compiler.js', 'Sound/denoise-compiler.js', 'sound/denoise-compiler.js/'])
      expect(fileHeaders(path, all)).toEqual(all)
  })

  it('let the compiler compile and fetch, and nothing else: no script but itself, no eval', () => {
    const own = fileHeaders('sound/denoise-compiler.js', all)
    expect(own).toEqual({ ...all, [policy]: expect.any(String) })
    expect(own[policy]?.split('; ')).toEqual([
      "default-src 'none'",
      "script-src 'wasm-unsafe-eval'",
      "connect-src 'self'",
      "frame-ancestors 'none'",
      "base-uri 'none'",
    ])
  })
})
