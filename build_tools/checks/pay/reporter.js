// pa11y-ci's reporter: a line of JSON for each page, in a file, as soon as the page is done.
const fs = require("fs");

module.exports = ({ file }) => {
  const tell = (what) => fs.appendFileSync(file, `${JSON.stringify(what)}\n`);
  // Whoever waits for the report holds the other end: without a reader, there is nothing to do.
  process.stdin.on("end", () => process.exit()).resume();
  return {
    results: ({ pageUrl, issues }) => tell({ address: pageUrl, issues }),
    error: ({ message }, address) => tell({ address, failure: message }),
  };
};
