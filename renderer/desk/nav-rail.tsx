import type { ReactNode } from 'react'
import type { Session } from '#shared/contract/rest/sign-in.schema.ts'
import type { Host } from '../bridge/host.ts'
import { chooseLanguage } from '../i18n/i18n.ts'
import { useLanguage, useTexts } from '../i18n/use-texts.ts'
import type { NoticeDesk } from '../notice/notice-desk.ts'
import { NoticeMark } from '../notice/notice-mark.tsx'
import { Button } from '../ui/button.tsx'
import { classNames } from '../ui/class-names.ts'
import { HelpIcon } from '../ui/icons/marks.tsx'
import {
  BookIcon,
  CallsIcon,
  DarkIcon,
  DayIcon,
  DeskIcon,
  FirmIcon,
  LanguageIcon,
  LeaveIcon,
  LightIcon,
  NoticeIcon,
  PersonIcon,
  SettingsIcon,
  TicketIcon,
  WallIcon,
  WindowIcon,
} from '../ui/icons/places.tsx'
import { MenuButton } from '../ui/menu.tsx'
import { deskTexts } from './desk.texts.ts'
import styles from './nav-rail.module.css'
import { builtPages } from './pages.tsx'
import { mayOpen, type Page } from './route.ts'
import { type Theme, type ThemeStore, themes } from './theme.store.ts'
import { useStoreOf } from './use-app.ts'

const icons: Readonly<Record<Page, ReactNode>> = {
  desk: <DeskIcon />,
  day: <DayIcon />,
  tickets: <TicketIcon />,
  calls: <CallsIcon />,
  enterprises: <FirmIcon />,
  wall: <WallIcon />,
  knowledge: <BookIcon />,
  notices: <NoticeIcon />,
}

interface NavRailProps {
  readonly session: Session
  readonly notices: NoticeDesk
  readonly theme: ThemeStore
  readonly host: Host
  readonly current: Page | null
  readonly onSignOut: () => void
  readonly onShowKeys: () => void
  /** null: no desktop program around this page. */
  readonly onShowSettings: (() => void) | null
}

/** Pages at the top; help, appearance, language and the seat at the foot. */
export function NavRail({
  session,
  notices,
  theme,
  host,
  current,
  onSignOut,
  onShowKeys,
  onShowSettings,
}: NavRailProps) {
  const t = useTexts(deskTexts)
  const torn = current === 'wall' || current === 'tickets' || current === 'knowledge' ? current : null
  const open = builtPages.filter((page) => mayOpen(page, session.role))
  return (
    <div className={styles.rail}>
      <nav aria-label={t('navigation')} className={styles.pages}>
        {open.map((page) => (
          <a
            key={page}
            href={`#/${page}`}
            className={classNames(styles.link, page === current && styles.current)}
            aria-current={page === current ? 'page' : undefined}
          >
            {icons[page]}
            {t(`page.${page}`)}
            {page === 'notices' && <NoticeMark desk={notices} />}
          </a>
        ))}
      </nav>
      <div className={styles.foot}>
        {host.kind === 'desk' && torn !== null && (
          <Button
            label={t('ownWindow')}
            icon={<WindowIcon />}
            iconOnly
            look="quiet"
            onPress={() => void host.ask('openView', { page: torn, fullScreen: torn === 'wall' })}
          />
        )}
        <Button label={t('keys')} keyHint="?" icon={<HelpIcon />} iconOnly look="quiet" onPress={onShowKeys} />
        <ThemeMenu theme={theme} />
        <LanguageButton host={host} />
        <MenuButton
          button={{
            label: t('user', { seat: session.seat, name: session.name }),
            icon: <PersonIcon />,
            iconOnly: true,
            look: 'quiet',
          }}
          label={t('userMenu')}
          head={
            <p className={styles.who}>
              <strong>{session.seat}</strong> <span lang="zh-CN">{session.name}</span>
            </p>
          }
          entries={[
            ...(onShowSettings ? [{ id: 'settings' as const, label: t('settings'), icon: <SettingsIcon /> }] : []),
            { id: 'sign-out' as const, label: t('signOut'), icon: <LeaveIcon /> },
          ]}
          onChoose={(id: 'settings' | 'sign-out') => {
            if (id === 'settings') onShowSettings?.()
            else onSignOut()
          }}
        />
      </div>
    </div>
  )
}

function ThemeMenu({ theme }: { readonly theme: ThemeStore }) {
  const t = useTexts(deskTexts)
  const chosen = useStoreOf(theme, (state) => state.theme)
  return (
    <MenuButton
      button={{
        label: t('theme'),
        icon: chosen === 'dark' ? <DarkIcon /> : <LightIcon />,
        iconOnly: true,
        look: 'quiet',
      }}
      entries={themes.map((id) => ({ id, label: t(`theme.${id}`), chosen: id === chosen }))}
      onChoose={(id: Theme) => theme.setState({ theme: id })}
    />
  )
}

/** Named by the language it leads to, in that language. The desktop program's own words (tray, questions) follow. */
function LanguageButton({ host }: { readonly host: Host }) {
  const t = useTexts(deskTexts)
  const language = useLanguage()
  return (
    <Button
      label={t('language')}
      icon={<LanguageIcon />}
      iconOnly
      look="quiet"
      onPress={() => {
        const next = language === 'en' ? 'zh-CN' : 'en'
        chooseLanguage(next)
        if (host.kind === 'desk') void host.ask('changeSettings', { language: next })
      }}
    />
  )
}
