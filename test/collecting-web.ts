import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import '../server/process/web.ts'

// The web process, which lets go of what nobody holds when it is told to (SIGUSR2): then what it holds can be measured.
setFlagsFromString('--expose-gc')
const collect: () => void = runInNewContext('gc')
process.on('SIGUSR2', () => collect())
