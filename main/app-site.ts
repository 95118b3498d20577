import { app, dialog, powerMonitor, session } from 'electron'
import type { Base } from './app-base.ts'
import { goThroughProxy } from './guard/guard-session.ts'
import { systemClock } from './kit/system-clock.ts'
import { takeSchemes } from './links/take-schemes.ts'
import { type AddressesInForce, createAddressesInForce } from './settings/addresses-in-force.ts'
import { createRefreshes } from './settings/create-refreshes.ts'

const busyStates = ['ringing', 'talking', 'hold', 'wrap-up']

/** The addresses the pages go by; another backend of the site is taken when nobody is disturbed. */
export function holdAddresses({ settings, news, t, onError }: Base, reload: () => void): AddressesInForce {
  const force = createAddressesInForce({
    site: settings.site,
    work: () => ({
      signedIn: news.seat.state !== 'signed-out',
      busy: news.call.phase !== 'none' || busyStates.includes(news.seat.state),
      unsent: news.seat.unsent,
    }),
    reload,
    async ask() {
      const { response } = await dialog.showMessageBox({
        type: 'question',
        message: t('site.changed'),
        detail: t('site.changed-detail'),
        buttons: [t('site.later'), t('site.now')],
        defaultId: 0,
        cancelId: 0,
        noLink: true,
      })
      return response === 1
    },
    onError: onError('site-changed'),
  })
  settings.onSiteChange(force.changed)
  news.onSeat(force.changed)
  news.onCall(force.changed)
  return force
}

/** What can be taken while the program runs: another proxy, and whose links of telephones are. */
export function followSite({ settings, onError }: Base): void {
  let proxyBefore = JSON.stringify(settings.site().proxy)
  let { telephoneLinks } = settings.site()
  settings.onSiteChange((site) => {
    const proxyNow = JSON.stringify(site.proxy)
    if (proxyNow !== proxyBefore) goThroughProxy(session.defaultSession, site.proxy).catch(onError('proxy'))
    proxyBefore = proxyNow
    if (site.telephoneLinks !== telephoneLinks)
      takeSchemes({ app, packaged: app.isPackaged, telephone: site.telephoneLinks })
    telephoneLinks = site.telephoneLinks
  })
}

/** Asks the site's server again and again as long as the program runs. */
export function keepAsking({ settings, log, onError }: Base): void {
  let away = false
  const refreshes = createRefreshes({
    clock: systemClock,
    random: Math.random,
    refresh: settings.refresh,
    onEnd(end) {
      const awayNow = !end.ok && end.reason === 'away'
      if (awayNow !== away) log.info(awayNow ? 'site-away' : 'site-back')
      away = awayNow
    },
    onError: onError('site-refresh'),
  })
  refreshes.start()
  powerMonitor.on('resume', refreshes.woke)
  app.on('will-quit', () => {
    powerMonitor.off('resume', refreshes.woke)
    refreshes.dispose()
  })
}
