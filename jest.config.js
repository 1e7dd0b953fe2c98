/** Tests run on the build, which is what ships. Pure rules have their spec beside them, tests of the whole service are in test/. */
export default {
  rootDir: 'dist',
  roots: ['<rootDir>/src', '<rootDir>/test'],
  testMatch: ['**/*.spec.js'],
  testEnvironment: 'node',
  transform: {},
  globalSetup: '<rootDir>/test/server.js',
  globalTeardown: '<rootDir>/test/server-stop.js',
  testTimeout: 120_000,
  // modules loaded by a test stay in memory, so a worker that has grown is replaced
  maxWorkers: 2,
  workerIdleMemoryLimit: '1GB',
}
