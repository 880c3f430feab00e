import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          // Whole courses are checked here: a busy machine may take its time. What must be fast says so itself.
          testTimeout: 60_000,
          setupFiles: ['tests/same-draws.ts'],
          include: ['tests/**/*.test.{ts,tsx}'],
          exclude: ['tests/browser/**', 'tests/long/**'],
        },
      },
      {
        extends: true,
        test: { name: 'long', include: ['tests/long/**/*.test.ts'], testTimeout: 30 * 60_000 },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['tests/browser/**/*.test.ts'],
          globalSetup: ['tests/browser/setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          // A page may take its time on a busy machine; what must be fast says so itself.
          expect: { poll: { timeout: 10_000 } },
          fileParallelism: false,
        },
      },
    ],
  },
})
