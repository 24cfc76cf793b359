import { readdirSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { API, type Project } from 'typescript/unstable/sync'

/** The languages of the screen in the order of the columns; Kazakh is the reference. */
export const wordLanguages = ['kk', 'ru', 'en'] as const
export type WordLanguage = (typeof wordLanguages)[number]

/** The compiler's view of the project: what each source says and what its names mean. */
export interface Sources {
  readonly root: string
  /** The compiler's project that knows this source, a path relative to the root. */
  project(file: string): Project
  close(): void
}

/** Web sources know the browser's types, most others those of Node: each its project of the compiler. */
export function openSources(root: string): Sources {
  const api = new API({ cwd: root })
  const config = (room: string) => join(root, room, 'tsconfig.json')
  const snapshot = api.updateSnapshot({ openProjects: [config('web'), config('words'), config('')] })
  return {
    root,
    project(file) {
      const room = ['web', 'words'].find((one) => file.startsWith(`${one}/`)) ?? ''
      const project = snapshot.getProject(config(room))
      if (project === undefined) throw new Error('the compiler does not know its own configuration')
      return project
    },
    close: () => api.close(),
  }
}

/** The files below a folder of the project whose names `wanted` takes, relative to the root, in order. */
export function filesBelow(root: string, folder: string, wanted: (name: string) => boolean): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && wanted(entry.name))
    .map((entry) =>
      relative(root, join(entry.parentPath ?? entry.path, entry.name))
        .split(sep)
        .join('/'),
    )
    .sort()
}
