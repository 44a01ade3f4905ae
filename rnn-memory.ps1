# Starts the command line: .\rnn-memory [command [arguments]]. Builds it first if a source is newer than its last build.
$ErrorActionPreference = 'Stop'
$file = Get-Item -LiteralPath $PSCommandPath
while ($file.LinkType) {
    $file = Get-Item -LiteralPath ([IO.Path]::Combine($file.DirectoryName, @($file.Target)[0]))
}
$root = $file.DirectoryName

if (-not (Get-Command dotnet -ErrorAction SilentlyContinue)) {
    [Console]::Error.WriteLine("rnn-memory: no 'dotnet' on PATH; install the .NET SDK 10 (https://dotnet.microsoft.com/download) and try again.")
    exit 127
}

function Program([string] $configuration) { Join-Path $root "src/Cli/bin/$configuration/net10.0/rnn-memory.dll" }

# Whether no source, and no folder of sources, is newer than the build. src/Cli/Cli.csproj writes the time of each build.
function IsCurrent([string] $program) {
    $built = [IO.Path]::ChangeExtension($program, '.built')
    if (-not ([IO.File]::Exists($program) -and [IO.File]::Exists($built))) { return $false }
    $time = [IO.File]::GetLastWriteTimeUtc($built)
    $files = 'global.json', 'Directory.Build.props', 'Directory.Build.targets', 'Directory.Packages.props', 'build/AheadOfTime.targets'
    $folders = [Collections.Generic.Stack[string]]::new()
    'src', 'experiments' | ForEach-Object { $folders.Push((Join-Path $root $_)) }
    foreach ($source in $files) {
        if ([IO.File]::GetLastWriteTimeUtc((Join-Path $root $source)) -gt $time) { return $false }
    }
    while ($folders.Count -gt 0) {
        $folder = $folders.Pop()
        if ([IO.Directory]::GetLastWriteTimeUtc($folder) -gt $time) { return $false }
        foreach ($source in [IO.Directory]::GetFiles($folder)) {
            if ([IO.File]::GetLastWriteTimeUtc($source) -gt $time) { return $false }
        }
        foreach ($inside in [IO.Directory]::GetDirectories($folder)) {
            if ([IO.Path]::GetFileName($inside) -notin 'bin', 'obj') { $folders.Push($inside) }
        }
    }
    $true
}

$program = 'Debug', 'Release' | ForEach-Object { Program $_ } | Where-Object { IsCurrent $_ } | Select-Object -First 1
if (-not $program) {
    # The build would change the time of these folders by making its own in them.
    foreach ($project in @(Get-ChildItem -Directory (Join-Path $root 'src')) + (Get-Item (Join-Path $root 'experiments'))) {
        'bin', 'obj' | ForEach-Object { [void][IO.Directory]::CreateDirectory((Join-Path $project.FullName $_)) }
    }
    [Console]::Error.WriteLine('rnn-memory: building the program, which takes a minute the first time ...')
    $env:DOTNET_NOLOGO = '1'
    if (-not $env:DOTNET_CLI_TELEMETRY_OPTOUT) { $env:DOTNET_CLI_TELEMETRY_OPTOUT = '1' }
    Push-Location -LiteralPath $root
    try { $said = & dotnet build src/Cli --nologo -v q } finally { Pop-Location }
    if ($LASTEXITCODE -ne 0) {
        $said | ForEach-Object { [Console]::Error.WriteLine($_) }
        [Console]::Error.WriteLine('rnn-memory: the build failed; what it said is above.')
        exit $LASTEXITCODE
    }
    $program = Program 'Debug'
}

& dotnet $program @args
exit $LASTEXITCODE
