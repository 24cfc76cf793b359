import { readdirSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import type { BindingElement, Node } from 'typescript/unstable/ast'
import {
  isBindingElement,
  isElementAccessExpression,
  isIdentifier,
  isPropertyAccessExpression,
  isPropertyAssignment,
  isStringLiteral,
  isVariableDeclaration,
} from 'typescript/unstable/ast/is'
import { type Project, type Symbol as Sign, type Type, TypeFlags } from 'typescript/unstable/sync'
import { filesBelow, type Sources } from './sources.ts'
import { nameOf, type WordText } from './word-texts.ts'

/** Where words are said: every room but the words themselves. */
const rooms = ['domain', 'eds', 'wire', 'db', 'server', 'web', 'pretend', 'demo', 'bin']
const isSource = (name: string): boolean => /\.tsx?$/.test(name) && !/\.(test|e2e|d)\.tsx?$/.test(name)

export interface Uses {
  /**
   * Which words the sources say: `cabinet#cabinet.sentTitle` (file, then key) → the sources that do. Found by what the
   * compiler says a name means, so that two keys of one name are never taken for each other. A group that is given
   * away whole is here by its own key and speaks for all that is in it; of `words.roles[role]` the compiler knows
   * which are asked.
   */
  readonly said: ReadonlyMap<string, ReadonlySet<string>>
  /** How often a text is in the sources between quotes: a code that nothing gives is only in its list. */
  readonly literals: ReadonlyMap<string, number>
}

/** `texts` are those of the reference: what is looked for. */
export function findUses(sources: Sources, texts: readonly WordText[]): Uses {
  const names = new Set(texts.flatMap(({ key }) => key.split('.')))
  const said = new Map<string, Set<string>>()
  const literals = new Map<string, number>()
  const lists = readdirSync(join(sources.root, 'words')).filter(isSource)
  const files = rooms.flatMap((room) => filesBelow(sources.root, room, isSource))
  for (const file of [...lists.map((name) => `words/${name}`), ...files]) {
    for (const key of usedIn(sources, file, names, literals)) {
      said.set(key, (said.get(key) ?? new Set()).add(file))
    }
  }
  return { said, literals }
}

function usedIn(
  sources: Sources,
  file: string,
  names: ReadonlySet<string>,
  literals: Map<string, number>,
): string[] {
  const project = sources.project(file)
  const source = project.program.getSourceFile(join(sources.root, file))
  // A source that nothing names yet may belong to no project.
  if (source === undefined) return []
  const named: Node[] = []
  const taken: BindingElement[] = []
  const indexed: { object: Node; index: Node }[] = []
  const walk = (node: Node): void => {
    if (isPropertyAccessExpression(node)) named.push(node.name)
    else if (isBindingElement(node)) taken.push(node)
    else if (isElementAccessExpression(node)) {
      indexed.push({ object: node.expression, index: node.argumentExpression })
    } else if (isStringLiteral(node)) literals.set(node.text, (literals.get(node.text) ?? 0) + 1)
    node.forEachChild(walk)
  }
  walk(source)
  // Most sources say nothing themselves; asking the compiler about every name in them takes its time.
  if (!/words/i.test(source.text)) return []
  const { checker } = project
  const asked = named.filter((name) => names.has(nameOf(name)))
  const keys = checker.getSymbolAtLocation(asked).flatMap((sign) => keysOf(sources.root, project, sign))
  for (const element of taken.filter((one) => names.has(takenName(one)))) {
    // `const { empty } = words`: the name means a variable; what it is taken from knows the key.
    const type = checker.getTypeAtLocation(element.parent)
    const sign = type && checker.getPropertyOfType(type, takenName(element))
    keys.push(...keysOf(sources.root, project, sign))
  }
  for (const { object, index } of indexed) keys.push(...indexedKeys(sources.root, project, object, index))
  return keys
}

/** Of `{ a }`, `{ a: b }`: a. */
const takenName = ({ propertyName, name }: BindingElement): string => nameOf(propertyName ?? name)

/** `words.roles[role]`: the keys that the compiler knows `role` to be, or the whole group. */
function indexedKeys(root: string, project: Project, object: Node, index: Node): string[] {
  const { checker } = project
  const type = checker.getTypeAtLocation(object)
  if (type === undefined) return []
  const names = isStringLiteral(index) ? [index.text] : namesOf(checker.getTypeAtLocation(index))
  const members = checker.getPropertiesOfType(type)
  return members
    .filter(({ name }) => names === undefined || names.includes(name))
    .flatMap((sign) => keysOf(root, project, sign))
}

/** The names that a type allows, if it is a choice of such; otherwise any may be meant. */
function namesOf(type: Type | undefined): string[] | undefined {
  if (type === undefined) return undefined
  if (type.flags & TypeFlags.StringLiteral) return 'value' in type ? [String(type.value)] : undefined
  if (!(type.flags & TypeFlags.Union) || !('getTypes' in type)) return undefined
  const parts = (type as Type & { getTypes(): readonly Type[] }).getTypes().map(namesOf)
  return parts.every((part) => part !== undefined) ? parts.flat() : undefined
}

/** The places in words/kk that declare what a name means, as keys. */
function keysOf(root: string, project: Project, sign: Sign | undefined): string[] {
  return (sign?.declarations ?? []).flatMap((declaration) => {
    const path = relative(root, declaration.path).split(sep).join('/')
    const file = /^words\/kk\/(.+)\.ts$/.exec(path)?.[1]
    if (file === undefined) return []
    const key = keyAt(declaration.resolve(project))
    return key === undefined ? [] : [`${file}#${key}`]
  })
}

/** A property in a file of words → its key from the exported name on. */
function keyAt(node: Node | undefined): string | undefined {
  const names: string[] = []
  for (let at = node; at !== undefined; at = at.parent) {
    if (isPropertyAssignment(at)) names.unshift(nameOf(at.name))
    if (!isVariableDeclaration(at)) continue
    // The exported name alone says no word.
    return isIdentifier(at.name) && names.length > 0 ? [at.name.text, ...names].join('.') : undefined
  }
  return undefined
}
