using System.CommandLine;
using Adjoint.Cli;
using Adjoint.Cli.Commands;

var root = new RootCommand("Adjoint: deep learning for .NET that you can see through.")
{
    TrainCommand.Create(),
    EvalCommand.Create(),
    PredictCommand.Create(),
    ReportCommand.Create(),
    LookCommand.Create(),
    SummaryCommand.Create(),
    GraphCommand.Create(),
    TraceCommand.Create(),
    GradcheckCommand.Create(),
    DataCommand.Create(),
};
return CommandLineRunner.Run(root, args);
