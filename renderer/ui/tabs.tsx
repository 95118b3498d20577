import type { ReactNode } from 'react'
import { Tabs as AriaTabs, Tab, TabList, TabPanel } from 'react-aria-components/Tabs'
import { Chinese } from '../i18n/chinese.tsx'
import styles from './tabs.module.css'

/** One tab; `badge` stands behind its title. */
export interface TabEntry {
  readonly id: string
  readonly title: string
  readonly badge?: ReactNode
}

interface TabsProps {
  /** The accessible name of the row of tabs. */
  readonly label: string
  readonly entries: readonly TabEntry[]
  readonly selected: string
  readonly onSelect: (id: string) => void
  /** Beside the tabs, e.g. a button that opens one more. */
  readonly aside?: ReactNode
  /** The panel of the selected tab. */
  readonly children: ReactNode
}

/** Tabs with one panel, by pointer and arrow keys. */
export function Tabs({ label, entries, selected, onSelect, aside, children }: TabsProps) {
  return (
    <AriaTabs className={styles.tabs ?? ''} selectedKey={selected} onSelectionChange={(key) => onSelect(String(key))}>
      <div className={styles.row}>
        <TabList aria-label={label} className={styles.list ?? ''}>
          {entries.map((entry) => (
            <Tab key={entry.id} id={entry.id} className={styles.tab ?? ''}>
              <span className={styles.title}>
                <Chinese>{entry.title}</Chinese>
              </span>
              {entry.badge}
            </Tab>
          ))}
        </TabList>
        {aside}
      </div>
      {/* A panel keeps the identity it began with: one of its own for each tab, or the tab controls nothing that is there. */}
      <TabPanel key={selected} id={selected} className={styles.panel ?? ''}>
        {children}
      </TabPanel>
    </AriaTabs>
  )
}
