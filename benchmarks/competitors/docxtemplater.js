// docxtemplater with pizzip as its "Get started with Node.js" shows, then one call of soffice for all documents, or for as many
// as it takes.
const { execFileSync } = require('child_process');
const fs = require('fs');
const path = require('path');
const { pathToFileURL } = require('url');
const Docxtemplater = require('docxtemplater');
const PizZip = require('pizzip');

const folder = process.argv[2];
const work = JSON.parse(fs.readFileSync(path.join(folder, 'work.json'), 'utf8'));
for (const job of work.jobs) {
  const zip = new PizZip(fs.readFileSync(job.template, 'binary'));
  const document = new Docxtemplater(zip, { paragraphLoop: true, linebreaks: true });
  document.render(job.values);
  fs.writeFileSync(job.docx, document.getZip().generate({ type: 'nodebuffer', compression: 'DEFLATE' }));
}
const profile = pathToFileURL(path.resolve(folder, 'home', 'profile')).href;
for (let first = 0; first < work.jobs.length; first += work.at_once) {
  execFileSync(work.soffice, [
    `-env:UserInstallation=${profile}`, '--headless', '--convert-to', 'pdf',
    '--outdir', path.join(folder, 'pdf'), ...work.jobs.slice(first, first + work.at_once).map((job) => job.docx),
  ]);
}
