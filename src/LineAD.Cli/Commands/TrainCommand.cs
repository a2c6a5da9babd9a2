using System.CommandLine;
using LineAD.Cli.Learning;
using LineAD.Core.Scoring;
using LineAD.Models.Teachers;
using LineAD.Training.Learning;

namespace LineAD.Cli.Commands;

/// <summary><c>linead train</c>: trains and calibrates a model of a category from images of good parts.</summary>
internal static class TrainCommand
{
    /// <summary>Declares the command.</summary>
    public static Command Create()
    {
        var defaults = new TrainingOptions();
        var data = new Argument<DirectoryInfo>("data") { Description = "MVTec-style folder; learns from train/good alone." };
        var category = new Option<string?>("--category")
        {
            Description = "Category of the bundle; default: the folder's name.",
        };
        var view = new Option<string>("--view")
        {
            Description = "View of the part.",
            DefaultValueFactory = _ => "main",
        };
        var architecture = new Option<string>("--architecture")
        {
            Description = "Architecture id.",
            DefaultValueFactory = _ => defaults.Architecture,
        };
        var without = new Option<string?>("--without")
        {
            Description = "Module to leave out, to measure its worth: sfm (stu-seg), mask (fmg-rd), asff (afkd), "
                + "filter (n-net) or affm (pfadseg).",
        };
        var teacher = new Option<string>("--teacher")
        {
            Description = "Teacher id.",
            DefaultValueFactory = _ => TeacherCatalog.BuiltinId,
        };
        var size = new Option<int>("--size")
        {
            Description = "Side of the input, pixels.",
            DefaultValueFactory = _ => defaults.Input.Width,
        };
        var steps = new Option<int>("--steps")
        {
            Description = "Optimiser steps.",
            DefaultValueFactory = _ => defaults.Steps,
        };
        var batch = new Option<int>("--batch")
        {
            Description = "Images a step.",
            DefaultValueFactory = _ => defaults.BatchSize,
        };
        var rate = new Option<double>("--learning-rate")
        {
            Description = "Step size.",
            DefaultValueFactory = _ => defaults.LearningRate,
        };
        var seed = new Option<int>("--seed")
        {
            Description = "Seed of everything drawn.",
            DefaultValueFactory = _ => defaults.Seed,
        };
        var copies = new Option<int>("--augment")
        {
            Description = "Variants of every part; 1 for none.",
            DefaultValueFactory = _ => 1,
        };
        var flip = new Option<bool>("--flip") { Description = "Variants may be mirrored both ways." };
        var precision = new Option<string>("--precision")
        {
            Description = "auto, fp32 or bf16.",
            DefaultValueFactory = _ => "auto",
        };
        var target = new Option<double>("--target-false-reject")
        {
            Description = "Wanted share of good parts rejected.",
            DefaultValueFactory = _ => 0.01,
        };
        var gain = new Option<double>("--stop-below")
        {
            Description = "Ends early once the training loss falls by less than this share from one fifth of the steps to the "
                + "next, for instance 0.02; 0 for all steps. Neither held-out nor test parts are looked at.",
        };
        var noTest = new Option<bool>("--no-test")
        {
            Description = "Leave test parts out of the report; they never change the model.",
        };
        var places = new TeacherOptionSet();
        var command = new Command("train", "Train and calibrate a model from images of good parts. "
            + "Exit codes: 0 done, 2 bad data or arguments, 3 bad teacher or setting.")
        {
            data, category, view, architecture, without, teacher, size, steps, batch, rate, seed, copies, flip, precision,
            target, gain, noTest,
        };
        places.AddTo(command);
        command.SetAction((p, ct) => Guarded.RunAsync(() => Task.FromResult(new TrainRun(new TrainSettings
        {
            Data = p.GetRequiredValue(data).FullName,
            Teachers = places.Read(p),
            Teacher = p.GetRequiredValue(teacher),
            Category = p.GetValue(category),
            View = p.GetRequiredValue(view),
            Precision = p.GetRequiredValue(precision),
            Test = !p.GetValue(noTest),
            TargetFalseReject = p.GetValue(target),
            Options = new TrainingOptions
            {
                Architecture = p.GetRequiredValue(architecture),
                Without = p.GetValue(without),
                Input = new InputSpec(p.GetValue(size), p.GetValue(size)),
                Steps = p.GetValue(steps),
                BatchSize = p.GetValue(batch),
                LearningRate = p.GetValue(rate),
                Seed = p.GetValue(seed),
                LeastGain = p.GetValue(gain),
                Augmentation = new AugmentationOptions
                {
                    Copies = p.GetValue(copies),
                    FlipHorizontal = p.GetValue(flip),
                    FlipVertical = p.GetValue(flip),
                },
            },
        }).Execute(ct))));
        return command;
    }
}
