//! The scripts of a cluster: plain POSIX shell, to be read and changed.

use super::Written;
use crate::terminal::failure::Failure;

/// What goes into the scripts.
pub(super) struct Scripts {
    /// Name of the scenario.
    pub(super) scenario: String,
    /// Arguments of the program for a part, as words of a shell, without what differs from part to part.
    pub(super) command: String,
    /// The program, as a word of a shell.
    pub(super) program: String,
    /// Number of parts.
    pub(super) tasks: u64,
    /// Threads of each.
    pub(super) threads: u16,
}

/// Makes one part: its number is the argument.
const PART: &str = r#"#!/bin/sh
# Part $1 of @TASKS@ of the scenario @SCENARIO@. A part that is whole is left as it is, an interrupted one goes on where it stopped.
set -eu
roundtable=${ROUNDTABLE:-@PROGRAM@}
mkdir -p parts
exec "$roundtable" @COMMAND@ --shard "$1/@TASKS@" -o "parts/$1"
"#;

/// Makes the result of all parts.
const MERGE: &str = r#"#!/bin/sh
# The result of all @TASKS@ parts. What is missing is named, with the command that makes it.
set -eu
roundtable=${ROUNDTABLE:-@PROGRAM@}
if [ -f result/run.json ]; then echo "result is whole"; exit 0; fi
exec "$roundtable" merge parts/* -o result
"#;

const PART_JOB: &str = r#"#!/bin/sh
#SBATCH --cpus-per-task=@THREADS@
@SBATCH@exec sh ./part.sh "$SLURM_ARRAY_TASK_ID"
"#;

const MERGE_JOB: &str = r"#!/bin/sh
exec sh ./merge.sh
";

const SUBMIT: &str = r#"#!/bin/sh
# Submits the parts of the scenario @SCENARIO@ that are missing as a job array, and the job that merges all of them when they are whole.
# Give it again after a failure: parts that are whole, or still in the queue, are left alone. It needs a folder that all nodes see.
set -eu
cd "$(dirname "$0")"
here=$(pwd -P)
name=roundtable-$(printf %s "$here" | cksum | cut -d ' ' -f 1)
mkdir -p logs
if [ -f result/run.json ]; then echo "result is whole: $here/result"; exit 0; fi
queued=$(squeue --noheader --array --user="$(id -un)" --name="$name" --states=PENDING,CONFIGURING,RUNNING,SUSPENDED --format=%F_%K)
missing= after=
part=1
while [ "$part" -le @TASKS@ ]; do
    if [ ! -f "parts/$part/part.json" ]; then
        waiting=$(printf '%s\n' "$queued" | grep "_$part\$" | head -n 1 || true)
        if [ -n "$waiting" ]; then after=$after:$waiting; else missing=$missing,$part; fi
    fi
    part=$((part + 1))
done
if [ -n "$missing" ]; then
    job=$(sbatch --parsable --job-name="$name" --array="${missing#,}" --chdir="$here" --output="$here/logs/part-%a.log" part.sbatch)
    after=$after:${job%%;*}
    echo "parts ${missing#,} submitted: job ${job%%;*}"
fi
# A merge that still waits does so for jobs of an earlier time.
scancel --quiet --user="$(id -un)" --name="$name-merge" --state=PENDING || true
set -- --parsable --job-name="$name-merge" --chdir="$here" --output="$here/logs/merge.log"
if [ -n "$after" ]; then set -- "$@" --dependency="afterok$after" --kill-on-invalid-dep=yes; fi
job=$(sbatch "$@" merge.sbatch)
echo "merge submitted: job ${job%%;*}"
"#;

const PARALLEL: &str = r#"#!/bin/sh
# Makes the @TASKS@ parts of the scenario @SCENARIO@ with GNU parallel (O. Tange, https://doi.org/10.5281/zenodo.1146014) and merges them. Give it
# again after a failure. Options are those of parallel: --jobs 4, or --sshlogin a,b --workdir "$PWD" for machines that see this folder.
set -eu
cd "$(dirname "$0")"
seq 1 @TASKS@ | parallel --halt soon,fail=1 "$@" sh ./part.sh
exec sh ./merge.sh
"#;

impl Scripts {
    /// For Slurm, with further options of sbatch for the parts.
    pub(super) fn slurm(&self, options: &[String]) -> Result<Written, Failure> {
        for option in options {
            if !option.starts_with('-') || option.chars().any(char::is_control) {
                return Err(Failure::usage("this is no option of sbatch")
                    .at(format!("--sbatch={option}"))
                    .expected("one option on one line, as in --sbatch=--time=2:00:00"));
            }
        }
        let lines: Vec<String> = options.iter().map(|option| format!("#SBATCH {option}\n")).collect();
        let part = self.filled(PART_JOB).replace("@SBATCH@", &lines.concat());
        let files = [
            ("part.sh", self.filled(PART)),
            ("merge.sh", self.filled(MERGE)),
            ("part.sbatch", part),
            ("merge.sbatch", MERGE_JOB.to_owned()),
            ("submit.sh", self.filled(SUBMIT)),
        ];
        Ok(("submit.sh", files.map(|(name, text)| (name.to_owned(), text.into_bytes())).to_vec()))
    }

    /// For GNU parallel.
    pub(super) fn parallel(&self) -> Written {
        let files = [
            ("part.sh", self.filled(PART)),
            ("merge.sh", self.filled(MERGE)),
            ("parallel.sh", self.filled(PARALLEL)),
        ];
        ("parallel.sh", files.map(|(name, text)| (name.to_owned(), text.into_bytes())).to_vec())
    }

    /// What users bring comes last, so that nothing in it is taken for a place.
    fn filled(&self, text: &str) -> String {
        let scenario = crate::scenario::letters::one_line(&self.scenario).into_owned();
        text.replace("@TASKS@", &self.tasks.to_string())
            .replace("@THREADS@", &self.threads.to_string())
            .replace("@SCENARIO@", &scenario)
            .replace("@PROGRAM@", &self.program)
            .replace("@COMMAND@", &self.command)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scripts() -> Scripts {
        Scripts {
            scenario: "lake".into(),
            command: "compare --runs=1000 '/a b/lake.ron'".into(),
            program: "/usr/bin/roundtable".into(),
            tasks: 4,
            threads: 2,
        }
    }

    fn text(files: &[(String, Vec<u8>)], name: &str) -> String {
        let found = files.iter().find(|(file, _)| file == name).map(|(_, bytes)| bytes.clone());
        String::from_utf8(found.expect("the script")).expect("text")
    }

    #[test]
    fn every_place_is_filled() {
        let options = ["--time=2:00:00".to_owned(), "--mem=2G".to_owned()];
        for (_, files) in [scripts().slurm(&options).unwrap(), scripts().parallel()] {
            for (name, bytes) in &files {
                let text = String::from_utf8_lossy(bytes);
                assert!(text.starts_with("#!/bin/sh\n") && text.ends_with('\n'), "{name}");
                assert!(
                    !["@TASKS", "@SCEN", "@PROG", "@COMM", "@SBATCH", "@THR"]
                        .iter()
                        .any(|place| text.contains(place)),
                    "{text}"
                );
            }
        }
        let (_, files) = scripts().slurm(&options).unwrap();
        let part = text(&files, "part.sbatch");
        assert!(part.starts_with(
            "#!/bin/sh\n#SBATCH --cpus-per-task=2\n#SBATCH --time=2:00:00\n#SBATCH --mem=2G\nexec "
        ));
        assert!(
            text(&files, "part.sh")
                .contains(r#"compare --runs=1000 '/a b/lake.ron' --shard "$1/4" -o "parts/$1""#)
        );
    }

    #[test]
    fn what_is_no_option_of_sbatch_is_refused() {
        for wrong in ["time=2", "", "--a\n#SBATCH --b"] {
            assert!(scripts().slurm(&[wrong.to_owned()]).is_err(), "{wrong}");
        }
    }
}
