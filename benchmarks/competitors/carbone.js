// carbone with as many LibreOffice factories as there are workers, started before the first document.
// Source: carbone's README, "PDF generation, document conversion"; options of carbone.set and carbone.render.
const fs = require('fs');
const path = require('path');
const carbone = require('carbone');

const folder = process.argv[2];
const work = JSON.parse(fs.readFileSync(path.join(folder, 'work.json'), 'utf8'));
carbone.set({ factories: work.workers, startFactory: true });

const waiting = [...work.jobs];
let running = 0;

function next() {
  if (waiting.length === 0) {
    if (running === 0) process.exit(0); // ends LibreOffice too
    return;
  }
  const job = waiting.shift();
  running += 1;
  carbone.render(job.template, job.values, { convertTo: 'pdf' }, (error, result) => {
    if (error) {
      console.error(String(error));
      process.exit(1);
    }
    fs.writeFileSync(job.pdf, result);
    running -= 1;
    next();
  });
}

// One more than there are factories, so that none of them waits for a template to be filled in.
for (let count = 0; count <= work.workers; count += 1) next();
