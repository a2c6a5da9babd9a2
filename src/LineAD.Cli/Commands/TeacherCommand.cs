using System.CommandLine;
using LineAD.Cli.Learning;
using LineAD.Models.Teachers;
using LineAD.Training.Teaching;

namespace LineAD.Cli.Commands;

/// <summary><c>linead teacher get | make | list | verify</c>: the frozen networks that students learn from.</summary>
internal static class TeacherCommand
{
    /// <summary>Declares the command.</summary>
    public static Command Create() => new("teacher", "The frozen networks that students learn from.")
    {
        List(), Verify(), Get(), Make(),
    };

    private static Command List()
    {
        var places = new TeacherOptionSet();
        var command = new Command("list", "All teachers and where their weights are. Exit code 0.");
        places.AddTo(command);
        command.SetAction((p, _) => Guarded.RunAsync(() => Task.FromResult(TeacherRun.List(places.Read(p)))));
        return command;
    }

    private static Command Verify()
    {
        var id = new Argument<string>("id") { Description = "Teacher id." };
        var places = new TeacherOptionSet();
        var command = new Command("verify", "Loads a teacher and prints the hash of its weights. "
            + "Exit codes: 0 usable, 3 not.")
        {
            id,
        };
        places.AddTo(command);
        command.SetAction((p, _) => Guarded.RunAsync(() => Task.FromResult(TeacherRun.Verify(p.GetRequiredValue(id), places.Read(p)))));
        return command;
    }

    private static Command Get()
    {
        var id = new Argument<string>("id") { Description = "Teacher id." };
        var addresses = new Option<FileInfo>("--addresses")
        {
            Description = "File of addresses; change it for a mirror.",
            DefaultValueFactory = _ => new FileInfo("config/teachers.json"),
        };
        var places = new TeacherOptionSet();
        var command = new Command("get", "Fetches official weights; resumes, verifies, pins. "
            + "Exit codes: 0 there, 3 not to be had or damaged.")
        {
            id, addresses,
        };
        places.AddTo(command);
        command.SetAction((p, ct) => Guarded.RunAsync(() =>
            TeacherRun.GetAsync(p.GetRequiredValue(id), p.GetRequiredValue(addresses).FullName, places.Read(p), ct)));
        return command;
    }

    private static Command Make()
    {
        var defaults = new TeacherRecipe();
        var source = new Option<string>("--source")
        {
            Description = "Teacher to learn from.",
            DefaultValueFactory = _ => "efficientnet_lite0",
        };
        var output = new Option<FileInfo?>("--out")
        {
            Description = "File to write; default: builtin.safetensors in the teacher folder.",
        };
        var steps = new Option<int>("--steps")
        {
            Description = "Optimiser steps.",
            DefaultValueFactory = _ => defaults.Steps,
        };
        var seed = new Option<int>("--seed")
        {
            Description = "Seed of pictures and weights.",
            DefaultValueFactory = _ => defaults.Seed,
        };
        var threads = new Option<int>("--threads")
        {
            Description = "Threads; 0 for all cores.",
            DefaultValueFactory = _ => 0,
        };
        var places = new TeacherOptionSet();
        var command = new Command("make", $"Makes the teacher '{TeacherCatalog.BuiltinId}' from procedural pictures. "
            + "Exit codes: 0 done, 3 bad source.")
        {
            source, output, steps, seed, threads,
        };
        places.AddTo(command);
        command.SetAction((p, ct) => Guarded.RunAsync(() => Task.FromResult(TeacherRun.Make(
            p.GetRequiredValue(source),
            p.GetValue(output)?.FullName,
            defaults with { Steps = p.GetValue(steps), Seed = p.GetValue(seed) },
            p.GetValue(threads),
            places.Read(p),
            ct))));
        return command;
    }
}
