import type { Line } from '#shared/contract/phone/phone-messages.ts'
import type { Host } from '../../bridge/host.ts'
import { connectPhone } from '../../bridge/phone-client.ts'
import type { OpenPhone } from '../page-phone.ts'

/**
 * The phone in the shell's hidden window. Its calls outlive this page: whenever either page was loaded there is another port, and the phone is told
 * the line of the present session.
 */
export function connectHostPhone(host: Host, line: Line, onError: (error: unknown) => void): OpenPhone {
  const client = connectPhone(null, onError)
  host.onPhonePort((port) => {
    client.attach(port)
    void client.send({ op: 'connect', line })
  })
  return {
    client,
    // Signed out: hangs up and signs off. A page that is merely loaded again never comes here.
    close() {
      void client.send({ op: 'disconnect' }).then(client.close)
    },
  }
}
