import { test } from '@playwright/test'
import { type Hotline, openHotline } from './hotline.ts'
import { type DataFolder, preparedData, type Sandbox, startSandbox } from './sandbox.ts'

/** One sandbox for a file's tests, and people around it who go home after each of them. */
export interface HotlineOfFile extends Omit<Hotline, 'close'> {
  readonly url: string
  /** Kills the backend with SIGKILL. */
  kill(): Promise<void>
  /** Starts it again, on the same data and at the same port. */
  startAgain(): Promise<void>
}

/** Called once at the top of a file: starts, tidies and ends it all by the file's hooks. */
export function hotlineOfFile(): HotlineOfFile {
  let data: DataFolder
  let sandbox: Sandbox
  let people: Hotline
  test.beforeAll(async () => {
    data = await preparedData()
    sandbox = await startSandbox({ data: data.path })
  })
  test.beforeEach(({ browser }) => {
    people = openHotline(browser, () => sandbox)
  })
  test.afterEach(() => people.close())
  test.afterAll(async () => {
    await sandbox.stop()
    data.remove()
  })
  return {
    get url() {
      return sandbox.url
    },
    desk: (seat, ready) => people.desk(seat, ready),
    party: (user, onIncoming) => people.party(user, onIncoming),
    calls: (number) => people.calls(number),
    kill: () => sandbox.kill(),
    async startAgain() {
      sandbox = await startSandbox({ data: data.path, port: Number(new URL(sandbox.url).port) })
    },
  }
}
