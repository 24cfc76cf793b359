import type { ReactNode } from 'react'

/** `fill` with the values in bold: the date or the number that the sentence is about. */
export function Filled({ text, params }: { text: string; params: Readonly<Record<string, ReactNode>> }) {
  return text.split(/(\{\w+\})/).map((part) => {
    const name = /^\{(\w+)\}$/.exec(part)?.[1]
    return name === undefined ? part : <b key={part}>{params[name]}</b>
  })
}
