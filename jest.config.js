/** Tests run on what ships: the build. Rules are tested beside their file, the whole service in test/. */
export default {
  rootDir: 'dist',
  roots: ['<rootDir>/src', '<rootDir>/test'],
  testMatch: ['**/*.spec.js'],
  testEnvironment: 'node',
  transform: {},
  globalSetup: '<rootDir>/test/server.js',
  globalTeardown: '<rootDir>/test/server-stop.js',
  testTimeout: 30_000,
  // a module that was loaded for a test stays in memory: a process that has grown makes room for another
  maxWorkers: 2,
  workerIdleMemoryLimit: '1GB',
}
