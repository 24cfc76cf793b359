import { type ReactNode, useRef } from 'react'
import { fileExtensions } from '../../domain/attachment/file-rules.ts'
import { Icon } from './Icon.tsx'

const accept = fileExtensions.map((extension) => `.${extension}`).join(',')

interface FileButtonProps {
  readonly id: string
  readonly multiple?: boolean
  /** The name for screen readers, unique on the page. */
  readonly label: string
  readonly plain?: boolean
  /** Opens the camera at once; shown only where fingers are used. */
  readonly camera?: boolean
  /** Greyed out, but focusable; a press calls `onUnavailable`. */
  readonly unavailable?: boolean
  readonly onUnavailable?: () => void
  readonly describedBy?: string
  readonly onFiles: (files: readonly File[]) => void
  readonly children: ReactNode
}

/**
 * Opens the system's choice of files. A button of ours before a hidden native field, which speaks the browser's
 * language.
 */
export function FileButton(props: FileButtonProps) {
  const { id, multiple, label, plain, camera, unavailable, onFiles, children } = props
  const field = useRef<HTMLInputElement>(null)
  const look = plain ? 'button plain small' : 'button secondary'
  return (
    <>
      <button
        type="button"
        id={id}
        className={camera ? `${look} only-touch` : look}
        aria-label={label}
        aria-disabled={unavailable ? true : undefined}
        aria-describedby={props.describedBy}
        onClick={() => (unavailable ? props.onUnavailable?.() : field.current?.click())}
      >
        {!plain && <Icon name={camera ? 'camera' : 'upload'} />}
        {children}
      </button>
      <input
        ref={field}
        className="hide"
        type="file"
        tabIndex={-1}
        aria-hidden="true"
        accept={camera ? 'image/jpeg' : accept}
        capture={camera ? 'environment' : undefined}
        multiple={multiple}
        data-for={id}
        onChange={({ target }) => {
          onFiles([...(target.files ?? [])])
          // The same file may be chosen again after it was removed.
          target.value = ''
        }}
      />
    </>
  )
}
