"""docxtpl, and one call of soffice for all documents together, or for as many as it takes."""

import subprocess
import sys

from benchmarks.competitors.docxtpl_fill import fill, read, soffice

folder = sys.argv[1]
work = read(folder)
for job in work["jobs"]:
    fill(job)
files = [job["docx"] for job in work["jobs"]]
for first in range(0, len(files), work["at_once"]):
    subprocess.run([*soffice(work, folder), *files[first : first + work["at_once"]]], check=True)
