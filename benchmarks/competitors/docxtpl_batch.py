"""docxtpl, and one call of soffice for all documents together."""

import subprocess
import sys

from benchmarks.competitors.docxtpl_fill import fill, read, soffice

folder = sys.argv[1]
work = read(folder)
for job in work["jobs"]:
    fill(job)
subprocess.run([*soffice(work, folder), *(job["docx"] for job in work["jobs"])], check=True)
