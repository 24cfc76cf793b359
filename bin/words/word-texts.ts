import { join } from 'node:path'
import { type Expression, type Node, SyntaxKind } from 'typescript/unstable/ast'
import {
  isArrayLiteralExpression,
  isAsExpression,
  isBinaryExpression,
  isIdentifier,
  isNoSubstitutionTemplateLiteral,
  isNumericLiteral,
  isObjectLiteralExpression,
  isPropertyAssignment,
  isSatisfiesExpression,
  isStringLiteral,
  isVariableStatement,
} from 'typescript/unstable/ast/is'
import { filesBelow, type Sources, type WordLanguage } from './sources.ts'

/** One text of words/<language>/<file>.ts, and where its literal is. */
export interface WordText {
  /** 'cabinet' of words/kk/cabinet.ts. */
  readonly file: string
  /** 'cabinet.sentTitle': the exported name, then the keys; a place of a list is a number from 0. */
  readonly key: string
  readonly text: string
  /** The literal in the source: from its first quote to behind its last. */
  readonly start: number
  readonly end: number
  /** The comment line above its part of the file, such as «§7»; empty where there is none. */
  readonly section: string
  /** Of a file that has words for each of a list of codes (`satisfies Record<Code, …>`): the code. */
  readonly code: string | undefined
}

/** A file whose texts the tool cannot read is a mistake of ours, told with its place. */
class Unreadable extends Error {}

/** Every text of one language, in the order of the files. */
export function readTexts(sources: Sources, language: WordLanguage): WordText[] {
  return wordFiles(sources.root, language).flatMap((path) => textsOf(sources, path))
}

export const wordFiles = (root: string, language: WordLanguage): string[] =>
  filesBelow(root, `words/${language}`, (name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))

function textsOf(sources: Sources, path: string): WordText[] {
  const source = sources.project(path).program.getSourceFile(join(sources.root, path))
  if (source === undefined) throw new Error(`the compiler does not know ${path}`)
  const file = path.split('/').slice(2).join('/').replace(/\.ts$/, '')
  const found: WordText[] = []
  const sectionAt = sections(source.text)

  let byCode = false
  const take = (value: Expression, key: string): void => {
    if (isSatisfiesExpression(value) || isAsExpression(value)) {
      take(value.expression, key)
      return
    }
    if (isArrayLiteralExpression(value)) {
      for (const [at, element] of value.elements.entries()) take(element, `${key}.${at}`)
      return
    }
    if (isObjectLiteralExpression(value)) {
      for (const property of value.properties) {
        if (!isPropertyAssignment(property)) throw unreadable(path, source.text, property)
        take(property.initializer, `${key}.${nameOf(property.name)}`)
      }
      return
    }
    const text = textOf(value)
    if (text === undefined) throw unreadable(path, source.text, value)
    const [start, end] = [value.getStart(source), value.end]
    const code = byCode ? key.split('.')[1] : undefined
    found.push({ file, key, text, start, end, section: sectionAt(start), code })
  }
  for (const statement of source.statements) {
    if (!isVariableStatement(statement)) continue
    for (const { name, type, initializer } of statement.declarationList.declarations) {
      if (initializer === undefined || !isIdentifier(name)) continue
      const promised = isSatisfiesExpression(initializer) ? initializer.type : type
      byCode = promised !== undefined && /^(Readonly<)?Record</.test(promised.getText(source))
      take(initializer, name.text)
    }
  }
  return found
}

function unreadable(path: string, text: string, node: Node): Unreadable {
  const line = text.slice(0, node.end).split('\n').length
  return new Unreadable(`${path}:${line}: words are plain texts, lists and groups of them, nothing computed`)
}

/** A text, also one written as 'first half ' + 'second half'. */
function textOf(value: Expression): string | undefined {
  if (isStringLiteral(value) || isNoSubstitutionTemplateLiteral(value)) return value.text
  if (!isBinaryExpression(value) || value.operatorToken.kind !== SyntaxKind.PlusToken) return undefined
  const [left, right] = [textOf(value.left), textOf(value.right)]
  return left === undefined || right === undefined ? undefined : left + right
}

/** The name of a property as the program sees it. */
export function nameOf(name: Node | undefined): string {
  if (name === undefined) return ''
  return isIdentifier(name) || isStringLiteral(name) || isNumericLiteral(name) ? name.text : ''
}

/** Comment lines of a file by place: `(position) => the nearest one before it`. */
function sections(text: string): (position: number) => string {
  const lines = [...text.matchAll(/^ *\/\/ (.*)$/gm)]
  return (position) => lines.findLast(({ index }) => index < position)?.[1] ?? ''
}
