// Loaded into web and worker before their own code: they must not outlive the start that made them.
const GRACE_MS = 10_000

process.on('disconnect', () => {
  process.kill(process.pid, 'SIGTERM')
  // One that can't end by itself is ended; in the usual case the process is gone long before.
  setTimeout(() => process.exit(1), GRACE_MS)
})
// A hearer keeps the channel, and the channel would keep a process that has nothing more to do.
process.channel?.unref()
