import type { ReactNode } from 'react'
import { formatFileSize } from '../../words/file-size.ts'
import { fill } from '../../words/fill.ts'
import { useLanguage, useWords } from '../words.ts'
import { Icon, type IconName } from './Icon.tsx'
import { NoBreak } from './NoBreak.tsx'

/** A list of files, each in full name; `label` names the list («Өтініштің файлдары»). */
export function FileList({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ul className="downloads" aria-label={label}>
      {children}
    </ul>
  )
}

interface FileRowProps {
  readonly name: string
  /** Bytes. */
  readonly size: number
  readonly icon?: IconName
  /** Where it is downloaded from. */
  readonly href?: string
  /** Instead of the download: a button of its own. */
  readonly action?: ReactNode
  /** A further word: when, in which state. */
  readonly note?: string | undefined
  /** Whose file it is, for the link's name where another file on the page is called the same. */
  readonly of?: string | undefined
}

/** One file: full name, type, size, and a link whose name is unique on the page. */
export function FileRow({ name, size, icon = 'file', href, action, note, of }: FileRowProps) {
  const words = useWords('site')
  const files = useWords('files')
  const printed = formatFileSize(size, useLanguage())
  const meta = [typeOf(name), printed, note].filter(Boolean).join(', ')
  return (
    <li>
      <Icon name={icon} />
      <span>
        <span className="name">
          <NoBreak text={name} />
        </span>{' '}
        <span className="meta">{meta}</span>
      </span>
      {action ??
        (href && (
          <a
            className="get"
            href={href}
            download={name}
            aria-label={fill(files.downloadFile, {
              name: of === undefined ? name : `${name}, ${of}`,
              size: printed,
            })}
          >
            <Icon name="download" />
            <span>{words.download}</span>
          </a>
        ))}
    </li>
  )
}

const typeOf = (name: string): string => {
  const dot = name.lastIndexOf('.')
  return dot < 0 ? '' : name.slice(dot + 1).toUpperCase()
}
