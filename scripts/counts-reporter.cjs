/** Mocha's dot reporter, with the line that scripts/test.mjs counts by: `N passed, N failed`. */
const Mocha = require('mocha');

module.exports = class CountsReporter extends Mocha.reporters.Dot {
  constructor(runner, options) {
    super(runner, options);
    // Behind the dot reporter's own listener, which tells about the failures.
    runner.once('end', () => {
      console.log(`${this.stats.passes} passed, ${this.stats.failures} failed`);
    });
  }
};
