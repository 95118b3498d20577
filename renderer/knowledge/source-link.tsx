import { type MouseEvent, useEffect, useState } from 'react'
import type { LinkRefusal } from '#shared/contract/host/host-calls.ts'
import { useTexts } from '../i18n/use-texts.ts'
import styles from './entry-view.module.css'
import { knowledgeTexts } from './knowledge.texts.ts'
import { linkTarget, type SourceLinks } from './source-links.ts'

type Shown =
  | { readonly kind: 'asking' }
  | { readonly kind: 'link' }
  | { readonly kind: 'not'; readonly why: LinkRefusal }

interface SourceLinkProps {
  /** Name of the law or document. */
  readonly title: string
  readonly link: string
  readonly links: SourceLinks
}

/** The way to where a source stands. A page that may not be opened here is named with the reason, and is no link. */
export function SourceLink({ title, link, links }: SourceLinkProps) {
  const t = useTexts(knowledgeTexts)
  const [shown, setShown] = useState<Shown>({ kind: 'asking' })
  useEffect(() => {
    let gone = false
    void links.may(link).then((answer) => {
      if (!gone) setShown(answer.ok ? { kind: 'link' } : { kind: 'not', why: answer.reason })
    })
    return () => {
      gone = true
    }
  }, [link, links])
  const { host, kind } = linkTarget(link)
  if (shown.kind === 'asking') return null
  if (shown.kind === 'not')
    return (
      <span role="status" className={styles.away}>
        {shown.why === 'foreign-host' ? t('linkForeign', { host }) : t('linkFailed', { host })}
      </span>
    )
  const { open } = links
  const follow = (event: MouseEvent) => {
    if (open === null) return
    event.preventDefault()
    void open(link).then((answer) => {
      if (!answer.ok) setShown({ kind: 'not', why: answer.reason })
    })
  }
  const words = kind === 'document' ? t('openSource') : t('openSite', { host })
  return (
    <a
      href={link}
      target="_blank"
      rel="noopener noreferrer"
      className={styles.link}
      aria-label={`${words}: ${title}`}
      onClick={follow}
      onAuxClick={follow}
    >
      {words}
    </a>
  )
}
