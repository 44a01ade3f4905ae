namespace RnnMemory.Tests.Cluster;

/// <summary>The files of a Slurm of two nodes that lives in one folder and listens on loopback alone.</summary>
internal static class SlurmConfiguration
{
    /// <summary>Writes them into an empty folder whose path has no spaces.</summary>
    public static void Write(string folder)
    {
        foreach (string name in new[] { "state", "spool/n1", "spool/n2", "log", "run", "disk" })
        {
            Directory.CreateDirectory(Path.Combine(folder, name));
        }

        File.WriteAllText(Path.Combine(folder, "hosts"), "127.0.0.1 localhost n1 n2\n");
        File.WriteAllText(Path.Combine(folder, "slurm.conf"), Text(folder, FreePorts.Find(3)) + "\n");
    }

    // cred_expire: a task that is requeued waits until the credential of its last start has expired; 5 s is the least that works.
    // MinJobAge: finished jobs stay visible. config_overrides: a node has one processor, whatever the machine has. SlurmdTimeout: tests say
    // themselves which node is down.
    private static string Text(string folder, IReadOnlyList<int> ports) =>
        $"""
        ClusterName=harness
        SlurmctldHost=localhost(127.0.0.1)
        SlurmctldPort={ports[0]}
        CommunicationParameters=NoInAddrAny,NoCtldInAddrAny
        SlurmUser=root
        SlurmdUser=root
        AuthType=auth/munge
        CredType=cred/munge
        AuthInfo=socket={folder}/run/munge.socket,cred_expire=5
        StateSaveLocation={folder}/state
        SlurmdSpoolDir={folder}/spool/%n
        SlurmctldPidFile={folder}/run/slurmctld.pid
        SlurmdPidFile={folder}/run/slurmd.%n.pid
        SlurmctldLogFile={folder}/log/slurmctld.log
        SlurmdLogFile={folder}/log/slurmd.%n.log
        ProctrackType=proctrack/pgid
        TaskPlugin=task/none
        SwitchType=switch/none
        MpiDefault=none
        JobAcctGatherType=jobacct_gather/none
        AccountingStorageType=accounting_storage/none
        JobCompType=jobcomp/none
        SelectType=select/cons_tres
        SelectTypeParameters=CR_Core
        SchedulerType=sched/backfill
        SchedulerParameters=sched_interval=1,bf_interval=1,batch_sched_delay=0
        SlurmdParameters=config_overrides
        ReturnToService=2
        SlurmctldTimeout=30
        SlurmdTimeout=300
        KillWait=30
        MinJobAge=86400
        MailProg=/bin/true
        PropagateResourceLimits=NONE
        RequeueExit=75
        NodeName=n1 NodeHostname=localhost NodeAddr=127.0.0.1 Port={ports[1]} CPUs=1 State=UNKNOWN
        NodeName=n2 NodeHostname=localhost NodeAddr=127.0.0.1 Port={ports[2]} CPUs=1 State=UNKNOWN
        PartitionName=main Nodes=n[1-2] Default=YES MaxTime=INFINITE State=UP
        """;
}
