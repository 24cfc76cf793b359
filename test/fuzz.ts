import fc from 'fast-check'

// Loaded only where FUZZ_RUNS is set: property tests then run that many times instead of 100.
fc.configureGlobal({ numRuns: Number(process.env.FUZZ_RUNS) })
