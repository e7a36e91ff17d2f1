//! `cluster slurm` on a real Slurm of one node, and `cluster parallel` with GNU parallel: a task is killed in the middle, the script is given again,
//! and the result has the bytes of one process.
//!
//! It needs Slurm, MUNGE and GNU parallel (Debian: slurmctld, slurmd, slurm-client, munge, parallel), which `.ci/run` installs, and for Slurm the rights
//! of root. Where something is missing the test says so and passes; with `CI` set that is a failure. The daemons are its own, on loopback, with
//! all their files in a temporary folder, and end with it.

#![cfg(all(feature = "cli", unix))]

use std::collections::BTreeMap;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

const SCENARIO: &str = "scenarios/teaching/3-packages.ron";
/// Twelve blocks: four for each of three parts.
const RUNS: &str = "3000";
/// Longest wait for anything, in seconds.
const PATIENCE: u64 = 240;

fn program(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let folders = std::env::split_paths(&path).chain(["/usr/sbin".into(), "/usr/bin".into()]);
    folders.map(|folder| folder.join(name)).find(|path| path.is_file())
}

/// Whether all that is needed is there; otherwise says what is not, which is a failure with `CI` set.
fn ready(programs: &[&str], root: bool) -> bool {
    let mut missing: Vec<String> =
        programs.iter().filter(|name| program(name).is_none()).map(|name| (*name).to_owned()).collect();
    let user = Command::new("id")
        .arg("-u")
        .output()
        .map(|out| String::from_utf8_lossy(&out.stdout).trim().to_owned());
    if root && user.ok().as_deref() != Some("0") {
        missing.push("the rights of root".into());
    }
    if missing.is_empty() {
        return true;
    }
    let told = format!("not tested here, for want of: {}", missing.join(", "));
    assert!(std::env::var_os("CI").is_none(), "{told}");
    println!("{told}");
    false
}

fn wait(what: &str, mut done: impl FnMut() -> bool) {
    let begun = Instant::now();
    while !done() {
        assert!(begun.elapsed() < Duration::from_secs(PATIENCE), "waited too long until {what}");
        std::thread::sleep(Duration::from_millis(50));
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn succeeded(output: &Output) -> String {
    assert!(output.status.success(), "{}\n{}", text(&output.stdout), text(&output.stderr));
    text(&output.stdout)
}

fn roundtable(arguments: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_roundtable"));
    succeeded(&command.args(arguments).output().expect("the program starts"))
}

fn scenario() -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(SCENARIO).display().to_string()
}

/// All files of a result but `run.json`.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(next).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).expect("below it").to_path_buf();
                found.insert(name, std::fs::read(path).expect("a file"));
            }
        }
    }
    found.remove(Path::new("run.json")).expect("run.json");
    found
}

fn same_as_one_process(root: &Path, result: &Path) {
    let plain = root.join("plain");
    roundtable(&["compare", &scenario(), "--runs", RUNS, "-q", "-o", &plain.display().to_string()]);
    let (one, other) = (files(&plain), files(result));
    assert_eq!(one.keys().collect::<Vec<_>>(), other.keys().collect::<Vec<_>>());
    for (name, bytes) in &one {
        assert!(bytes == &other[name], "{} differs", name.display());
    }
}

/// The daemons of a cluster of one node.
struct Cluster {
    conf: PathBuf,
    daemons: Vec<Child>,
}

impl Drop for Cluster {
    fn drop(&mut self) {
        for daemon in self.daemons.iter_mut().rev() {
            let _ = daemon.kill();
            let _ = daemon.wait();
        }
    }
}

/// Two ports that nobody has at this moment.
fn ports() -> [u16; 2] {
    let held = [(); 2].map(|()| TcpListener::bind("127.0.0.1:0").expect("a port"));
    held.map(|listener| listener.local_addr().expect("an address").port())
}

impl Cluster {
    fn start(root: &Path) -> Self {
        let conf = root.join("slurm.conf");
        for folder in ["state", "spool"] {
            std::fs::create_dir(root.join(folder)).expect("a folder");
        }
        let host = std::fs::read_to_string("/proc/sys/kernel/hostname").expect("a name of the machine");
        let host = host.trim().split('.').next().expect("a name").to_owned();
        std::fs::write(&conf, configuration(root, &host, ports())).expect("a configuration");
        let key = root.join("munge.key");
        std::fs::write(&key, [7; 1024]).expect("a key");
        succeeded(&Command::new("chmod").arg("400").arg(&key).output().expect("chmod"));
        let mut cluster = Self { conf, daemons: Vec::new() };
        let at = |option: &str, name: &str| format!("{option}={}", root.join(name).display());
        let files = [
            ("--key-file", "munge.key"),
            ("--socket", "munge.socket"),
            ("--pid-file", "munge.pid"),
            ("--seed-file", "munge.seed"),
        ];
        let munge: Vec<String> = files.iter().map(|(option, name)| at(option, name)).collect();
        cluster.daemon(
            root,
            "munged",
            ["--foreground", "--force"].map(String::from).into_iter().chain(munge),
        );
        wait("munged listens", || root.join("munge.socket").exists());
        let with = |more: &[&str]| {
            let conf = cluster.conf.display().to_string();
            [&["-D", "-f", &conf], more].concat().into_iter().map(String::from).collect::<Vec<_>>()
        };
        let (control, node) = (with(&[]), with(&["-N", &host]));
        cluster.daemon(root, "slurmctld", control);
        cluster.daemon(root, "slurmd", node);
        wait("the node is idle", || cluster.slurm("sinfo", &["--noheader", "--format=%t"]).trim() == "idle");
        cluster
    }

    fn daemon(&mut self, root: &Path, name: &str, arguments: impl IntoIterator<Item = String>) {
        let log = std::fs::File::create(root.join(format!("{name}.log"))).expect("a log");
        let path = program(name).expect("it is there");
        let mut command = Command::new(path);
        command.args(arguments).stdin(Stdio::null()).stdout(log.try_clone().expect("a log")).stderr(log);
        self.daemons.push(command.spawn().expect("a daemon starts"));
    }

    /// What a command of Slurm says; empty if it fails, as before the controller listens.
    fn slurm(&self, name: &str, arguments: &[&str]) -> String {
        let mut command = Command::new(program(name).expect("it is there"));
        let output = command.args(arguments).env("SLURM_CONF", &self.conf).output().expect("it starts");
        if output.status.success() { text(&output.stdout) } else { String::new() }
    }

    fn submit(&self, folder: &Path) -> String {
        let mut command = Command::new("sh");
        let output = command.arg(folder.join("submit.sh")).env("SLURM_CONF", &self.conf).output();
        succeeded(&output.expect("a shell"))
    }

    fn wait_until_idle(&self) {
        wait("the queue is empty", || {
            let output = Command::new(program("squeue").expect("it is there"))
                .arg("--noheader")
                .env("SLURM_CONF", &self.conf)
                .output()
                .expect("it starts");
            output.status.success() && text(&output.stdout).trim().is_empty()
        });
    }
}

fn configuration(root: &Path, host: &str, [control, node]: [u16; 2]) -> String {
    let root = root.display();
    format!(
        "ClusterName=test\nSlurmctldHost={host}(127.0.0.1)\nSlurmUser=root\nSlurmdUser=root\nAuthType=auth/munge\n\
         AuthInfo=socket={root}/munge.socket\nCredType=cred/munge\nProctrackType=proctrack/pgid\nTaskPlugin=task/none\n\
         JobAcctGatherType=jobacct_gather/none\nAccountingStorageType=accounting_storage/none\nSelectType=select/cons_tres\n\
         SelectTypeParameters=CR_CPU\nSwitchType=switch/none\nMpiDefault=none\nReturnToService=2\nSlurmctldPort={control}\n\
         SlurmdPort={node}\nSlurmctldPidFile={root}/slurmctld.pid\nSlurmdPidFile={root}/slurmd.pid\nSlurmdSpoolDir={root}/spool\n\
         StateSaveLocation={root}/state\nKillWait=2\nSchedulerParameters=batch_sched_delay=0,sched_min_interval=0\n\
         NodeName={host} NodeAddr=127.0.0.1 CPUs=1 State=UNKNOWN\nPartitionName=main Nodes=ALL Default=YES MaxTime=INFINITE State=UP\n"
    )
}

/// The job of a task that runs, by its number in the array.
fn job_of(cluster: &Cluster, part: &str) -> Option<String> {
    let queue = cluster.slurm("squeue", &["--noheader", "--array", "--states=RUNNING", "--format=%F_%K"]);
    queue.lines().find(|line| line.ends_with(&format!("_{part}"))).map(str::to_owned)
}

#[test]
fn a_task_killed_in_the_middle_is_submitted_again_and_the_result_is_that_of_one_process() {
    if !ready(&["slurmctld", "slurmd", "sbatch", "squeue", "scancel", "sinfo", "munged"], true) {
        return;
    }
    let root = tempfile::tempdir().expect("a folder");
    let cluster = Cluster::start(root.path());
    let folder = root.path().join("shared");
    let place = folder.display().to_string();
    roundtable(&[
        "cluster",
        "slurm",
        &scenario(),
        "--tasks",
        "3",
        "--runs",
        RUNS,
        "-o",
        &place,
        "--sbatch=--time=10",
    ]);
    let said = cluster.submit(&folder);
    assert!(said.contains("parts 1,2,3 submitted") && said.contains("merge submitted"), "{said}");
    // Given again at once, nothing is submitted twice.
    let said = cluster.submit(&folder);
    assert!(!said.contains("parts"), "{said}");
    // Killed once it has something that is worth keeping.
    let block = folder.join("parts/.2.partial/blocks/block-00001.json");
    wait("part 2 has a block", || block.exists() || folder.join("parts/2").exists());
    let job = job_of(&cluster, "2").expect("part 2 is at work");
    // A signal that the program does not hear: it ends at once, as with a node that is lost. `KILL` would ask first.
    cluster.slurm("scancel", &["--signal=USR1", "--full", &job]);
    cluster.wait_until_idle();
    assert!(folder.join("parts/1/part.json").exists() && folder.join("parts/3/part.json").exists());
    assert!(!folder.join("parts/2").exists(), "it was killed in the middle");
    assert!(!folder.join("result").exists(), "without all parts there is no result");
    let made = std::fs::metadata(&block).expect("what was finished is kept").modified().expect("a time");
    let said = cluster.submit(&folder);
    assert!(said.contains("parts 2 submitted"), "{said}");
    cluster.wait_until_idle();
    let kept = folder.join("parts/2/blocks/block-00001.json");
    assert_eq!(std::fs::metadata(kept).expect("the block").modified().expect("a time"), made, "it went on");
    let log = || std::fs::read_to_string(folder.join("logs/merge.log")).unwrap_or_default();
    assert!(folder.join("result/run.json").exists(), "{}", log());
    same_as_one_process(root.path(), &folder.join("result"));
    assert!(cluster.submit(&folder).contains("result is whole"));
}

#[test]
fn gnu_parallel_makes_the_result_of_one_process() {
    if !ready(&["parallel"], false) {
        return;
    }
    let root = tempfile::tempdir().expect("a folder");
    let folder = root.path().join("it's here");
    let place = folder.display().to_string();
    roundtable(&["cluster", "parallel", &scenario(), "--tasks", "5", "--runs", RUNS, "-o", &place]);
    let run = || {
        let output = Command::new("sh").arg(folder.join("parallel.sh")).args(["--jobs", "2"]).output();
        succeeded(&output.expect("a shell"))
    };
    run();
    same_as_one_process(root.path(), &folder.join("result"));
    assert!(run().contains("result is whole"));
}
